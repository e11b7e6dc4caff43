package multikernel.codec;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static multikernel.codec.Generator.STRING;
import static multikernel.codec.Generator.UNSENDABLE;
import static multikernel.codec.Generator.WRITER;
import static multikernel.codec.Generator.desc;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multikernel.codec.Shape.Capability;
import multikernel.codec.Shape.Constant;
import multikernel.codec.Shape.Items;
import multikernel.codec.Shape.Octets;
import multikernel.codec.Shape.Perhaps;
import multikernel.codec.Shape.Product;
import multikernel.codec.Shape.Scalar;
import multikernel.codec.Shape.Sum;
import multikernel.codec.Shape.Table;
import multikernel.codec.Shape.Text;

/** The code that writes a value: methods of (value, writer). */
final class Encoding {

    private static final int VALUE = 0;
    private static final int TO = 1;
    private static final ClassDesc ITERATOR = desc(Iterator.class);
    private static final ClassDesc ENTRY = desc(Map.Entry.class);

    private final Generator generator;

    Encoding(Generator generator) {
        this.generator = generator;
    }

    void body(CodeBuilder code, Shape shape) {
        switch (shape) {
            case Product product -> product(code, product);
            case Sum sum -> sum(code, sum);
            case Items items when items.type() == List.class -> list(code, items);
            case Items items -> set(code, items);
            case Table table -> table(code, table);
            case Perhaps perhaps -> perhaps(code, perhaps);
            case Constant _ ->
                code.aload(TO).aload(VALUE).invokevirtual(desc(Enum.class), "ordinal", MethodTypeDesc.of(CD_int));
            case Scalar _, Text _, Octets _, Capability _ ->
                throw new IllegalStateException("written in place: " + shape);
        }
        if (shape instanceof Constant) {
            code.invokevirtual(WRITER, "which", MethodTypeDesc.of(CD_void, CD_int));
        }
        code.return_();
    }

    private void product(CodeBuilder code, Product product) {
        var type = desc(product.type());
        for (var part : product.parts()) {
            code.aload(VALUE).invokevirtual(type, part.name(), MethodTypeDesc.of(desc(part.type())));
            value(code, part.shape(), part.type(), part.where());
        }
    }

    private void sum(CodeBuilder code, Sum sum) {
        for (int which = 0; which < sum.cases().size(); which++) {
            var each = sum.cases().get(which);
            var next = code.newLabel();
            code.aload(VALUE).instanceOf(desc(each.type())).ifeq(next);
            code.aload(TO).loadConstant(which).invokevirtual(WRITER, "which", MethodTypeDesc.of(CD_void, CD_int));
            code.aload(VALUE).checkcast(desc(each.type())).aload(TO);
            generator.callEncoder(code, each);
            code.return_().labelBinding(next);
        }
        missing(code, Derivation.nameOf(sum.type()));
    }

    private void list(CodeBuilder code, Items items) {
        var list = desc(List.class);
        var size = code.allocateLocal(TypeKind.INT);
        var index = code.allocateLocal(TypeKind.INT);
        code.aload(VALUE)
                .invokeinterface(list, "size", MethodTypeDesc.of(CD_int))
                .istore(size);
        count(code.aload(TO).iload(size), items.max(), items.where());
        var again = code.newLabel();
        var done = code.newLabel();
        code.iconst_0().istore(index);
        code.labelBinding(again).iload(index).iload(size).if_icmpge(done);
        code.aload(VALUE).iload(index).invokeinterface(list, "get", MethodTypeDesc.of(CD_Object, CD_int));
        value(code, items.element(), Object.class, items.where() + "[]");
        code.iinc(index, 1).goto_(again).labelBinding(done);
    }

    private void set(CodeBuilder code, Items items) {
        var set = desc(Set.class);
        code.aload(TO).aload(VALUE).invokeinterface(set, "size", MethodTypeDesc.of(CD_int));
        count(code, items.max(), items.where());
        code.aload(VALUE).invokeinterface(set, "iterator", MethodTypeDesc.of(ITERATOR));
        each(code, () -> value(code, items.element(), Object.class, items.where() + "[]"));
    }

    private void table(CodeBuilder code, Table table) {
        var map = desc(Map.class);
        var entry = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(TO).aload(VALUE).invokeinterface(map, "size", MethodTypeDesc.of(CD_int));
        count(code, table.max(), table.where());
        code.aload(VALUE).invokeinterface(map, "entrySet", MethodTypeDesc.of(desc(Set.class)));
        code.invokeinterface(desc(Set.class), "iterator", MethodTypeDesc.of(ITERATOR));
        each(code, () -> {
            code.checkcast(ENTRY).astore(entry);
            code.aload(entry).invokeinterface(ENTRY, "getKey", MethodTypeDesc.of(CD_Object));
            value(code, table.key(), Object.class, table.where() + "[key]");
            code.aload(entry).invokeinterface(ENTRY, "getValue", MethodTypeDesc.of(CD_Object));
            value(code, table.value(), Object.class, table.where() + "[value]");
        });
    }

    /** With the iterator on the stack; the body finds an element there. */
    private static void each(CodeBuilder code, Runnable body) {
        var iterator = code.allocateLocal(TypeKind.REFERENCE);
        var again = code.newLabel();
        var done = code.newLabel();
        code.astore(iterator).labelBinding(again);
        code.aload(iterator)
                .invokeinterface(ITERATOR, "hasNext", MethodTypeDesc.of(CD_boolean))
                .ifeq(done);
        code.aload(iterator).invokeinterface(ITERATOR, "next", MethodTypeDesc.of(CD_Object));
        body.run();
        code.goto_(again).labelBinding(done);
    }

    private void perhaps(CodeBuilder code, Perhaps perhaps) {
        var optional = desc(Optional.class);
        var empty = code.newLabel();
        code.aload(TO).aload(VALUE).invokevirtual(optional, "isPresent", MethodTypeDesc.of(CD_boolean));
        code.invokevirtual(WRITER, "flag", MethodTypeDesc.of(CD_void, CD_boolean));
        code.aload(VALUE)
                .invokevirtual(optional, "isPresent", MethodTypeDesc.of(CD_boolean))
                .ifeq(empty);
        code.aload(VALUE).invokevirtual(optional, "get", MethodTypeDesc.of(CD_Object));
        value(code, perhaps.element(), Object.class, perhaps.where() + "[present]");
        code.labelBinding(empty);
    }

    /** Writes what is on the stack. */
    private void value(CodeBuilder code, Shape shape, Class<?> declared, String where) {
        if (declared.isPrimitive()) {
            var local = code.allocateLocal(TypeKind.from(declared));
            code.storeLocal(TypeKind.from(declared), local).aload(TO).loadLocal(TypeKind.from(declared), local);
            number(code, (Scalar) shape);
            return;
        }
        var present = code.newLabel();
        var local = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(local).aload(local).ifnonnull(present);
        missing(code, where);
        code.labelBinding(present);
        if (shape instanceof Capability capability) {
            code.aload(TO).aload(local).checkcast(desc(CapabilityRef.class)).ldc(capability.where());
            code.invokevirtual(WRITER, "capability", MethodTypeDesc.of(CD_void, desc(CapabilityRef.class), STRING));
        } else if (shape instanceof Scalar scalar) {
            boxed(code.aload(TO).aload(local), scalar);
        } else if (shape instanceof Text text) {
            code.aload(TO)
                    .aload(local)
                    .checkcast(STRING)
                    .loadConstant(text.max())
                    .ldc(text.where());
            code.invokevirtual(WRITER, "text", MethodTypeDesc.of(CD_void, STRING, CD_int, STRING));
        } else if (shape instanceof Octets octets) {
            var bytes = desc(Bytes.class);
            code.aload(TO)
                    .aload(local)
                    .checkcast(bytes)
                    .loadConstant(octets.max())
                    .ldc(octets.where());
            code.invokevirtual(WRITER, "octets", MethodTypeDesc.of(CD_void, bytes, CD_int, STRING));
        } else {
            code.aload(local).checkcast(desc(shape.type())).aload(TO);
            generator.callEncoder(code, shape);
        }
    }

    private static void boxed(CodeBuilder code, Scalar scalar) {
        var box = desc(scalar.number().box);
        var primitive = desc(scalar.number().primitive);
        code.checkcast(box).invokevirtual(box, scalar.number().primitive + "Value", MethodTypeDesc.of(primitive));
        number(code, scalar);
    }

    private static void number(CodeBuilder code, Scalar scalar) {
        var name =
                switch (scalar.number()) {
                    case FLAG -> "flag";
                    case BYTE -> "octet";
                    case SHORT -> "small";
                    case CHAR -> "character";
                    case INT, LONG -> "integer";
                    case FLOAT, DOUBLE -> "real";
                };
        code.invokevirtual(WRITER, name, MethodTypeDesc.of(CD_void, desc(scalar.number().primitive)));
    }

    /** With the writer and the count on the stack. */
    private static void count(CodeBuilder code, int max, String where) {
        code.loadConstant(max).ldc(where);
        code.invokevirtual(WRITER, "count", MethodTypeDesc.of(CD_void, CD_int, CD_int, STRING));
    }

    private static void missing(CodeBuilder code, String where) {
        code.ldc(where)
                .invokestatic(WRITER, "missing", MethodTypeDesc.of(UNSENDABLE, STRING))
                .athrow();
    }
}
