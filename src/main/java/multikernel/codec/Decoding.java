package multikernel.codec;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static multikernel.codec.Generator.BAD_MESSAGE;
import static multikernel.codec.Generator.READER;
import static multikernel.codec.Generator.STRING;
import static multikernel.codec.Generator.desc;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import multikernel.codec.Shape.Capability;
import multikernel.codec.Shape.Constant;
import multikernel.codec.Shape.Items;
import multikernel.codec.Shape.Octets;
import multikernel.codec.Shape.Part;
import multikernel.codec.Shape.Perhaps;
import multikernel.codec.Shape.Product;
import multikernel.codec.Shape.Scalar;
import multikernel.codec.Shape.Sum;
import multikernel.codec.Shape.Table;
import multikernel.codec.Shape.Text;

/** The code that reads a value: methods of (reader) that return it. */
final class Decoding {

    private static final int FROM = 0;
    private static final MethodTypeDesc THROWN = MethodTypeDesc.of(BAD_MESSAGE, desc(Throwable.class), STRING);

    private final Generator generator;

    Decoding(Generator generator) {
        this.generator = generator;
    }

    void body(CodeBuilder code, Shape shape) {
        switch (shape) {
            case Product product -> product(code, product);
            case Sum sum -> sum(code, sum);
            case Items items -> items(code, items);
            case Table table -> table(code, table);
            case Perhaps perhaps -> perhaps(code, perhaps);
            case Constant constant -> constant(code, constant);
            case Scalar _, Text _, Octets _, Capability _ -> throw new IllegalStateException("read in place: " + shape);
        }
    }

    private void product(CodeBuilder code, Product product) {
        var locals = new ArrayList<Integer>();
        for (var part : product.parts()) {
            value(code, part.shape(), part.where());
            if (!part.type().isPrimitive() && part.shape() instanceof Scalar scalar) {
                box(code, scalar);
            }
            var kind = TypeKind.from(part.type());
            var local = code.allocateLocal(kind);
            code.storeLocal(kind, local);
            locals.add(local);
        }
        var type = desc(product.type());
        var signature = MethodTypeDesc.of(
                ConstantDescs.CD_void,
                product.parts().stream().map(part -> desc(part.type())).toList());
        code.trying(
                attempt -> {
                    attempt.new_(type).dup();
                    for (int i = 0; i < locals.size(); i++) {
                        attempt.loadLocal(TypeKind.from(typeOf(product, i)), locals.get(i));
                    }
                    attempt.invokespecial(type, ConstantDescs.INIT_NAME, signature)
                            .areturn();
                },
                handlers -> handlers.catching(
                        desc(RuntimeException.class),
                        handler -> handler.ldc(Derivation.nameOf(product.type()))
                                .invokestatic(READER, "rejected", THROWN)
                                .athrow()));
    }

    private static Class<?> typeOf(Product product, int index) {
        Part part = product.parts().get(index);
        return part.type();
    }

    private void sum(CodeBuilder code, Sum sum) {
        var where = Derivation.nameOf(sum.type());
        var which = code.allocateLocal(TypeKind.INT);
        code.aload(FROM)
                .ldc(where)
                .invokevirtual(READER, "which", MethodTypeDesc.of(CD_int, STRING))
                .istore(which);
        var unknown = code.newLabel();
        var cases = new ArrayList<SwitchCase>();
        for (int i = 0; i < sum.cases().size(); i++) {
            cases.add(SwitchCase.of(i, code.newLabel()));
        }
        code.iload(which).tableswitch(0, cases.size() - 1, unknown, cases);
        for (int i = 0; i < cases.size(); i++) {
            code.labelBinding(cases.get(i).target()).aload(FROM);
            generator.callDecoder(code, sum.cases().get(i));
            code.areturn();
        }
        code.labelBinding(unknown).iload(which).ldc(where);
        code.invokestatic(READER, "unknown", MethodTypeDesc.of(BAD_MESSAGE, CD_int, STRING))
                .athrow();
    }

    private void items(CodeBuilder code, Items items) {
        var array = array(code, 1, items.max(), Measure.bytesMin(items.element()), items.where(), fill -> {
            element(code, fill, items.element(), items.where() + "[]");
        });
        code.aload(array);
        if (items.type() == List.class) {
            code.invokestatic(READER, "list", MethodTypeDesc.of(desc(List.class), CD_Object.arrayType()));
        } else {
            code.ldc(items.where());
            code.invokestatic(READER, "set", MethodTypeDesc.of(desc(Set.class), CD_Object.arrayType(), STRING));
        }
        code.areturn();
    }

    private void table(CodeBuilder code, Table table) {
        var bytesEach = Measure.bytesMin(table.key()) + Measure.bytesMin(table.value());
        var array = array(code, 2, table.max(), bytesEach, table.where(), fill -> {
            element(code, fill, table.key(), table.where() + "[key]");
            element(code, fill, table.value(), table.where() + "[value]");
        });
        code.aload(array).ldc(table.where());
        code.invokestatic(READER, "table", MethodTypeDesc.of(desc(Map.class), CD_Object.arrayType(), STRING));
        code.areturn();
    }

    private record Fill(int array, int index) {}

    /** The local of an array of as many elements as the count that is read says, filled by the body. */
    private static int array(CodeBuilder code, int width, int max, long bytesEach, String where, Consumer<Fill> body) {
        var size = code.allocateLocal(TypeKind.INT);
        var fill = new Fill(code.allocateLocal(TypeKind.REFERENCE), code.allocateLocal(TypeKind.INT));
        code.aload(FROM)
                .loadConstant(max)
                .loadConstant((int) Math.min(bytesEach, 1 << 20))
                .ldc(where);
        code.invokevirtual(READER, "count", MethodTypeDesc.of(CD_int, CD_int, CD_int, STRING));
        code.loadConstant(width).imul().istore(size);
        code.iload(size).anewarray(CD_Object).astore(fill.array());
        var again = code.newLabel();
        var done = code.newLabel();
        code.iconst_0().istore(fill.index());
        code.labelBinding(again).iload(fill.index()).iload(size).if_icmpge(done);
        body.accept(fill);
        code.goto_(again).labelBinding(done);
        return fill.array();
    }

    private void element(CodeBuilder code, Fill fill, Shape shape, String where) {
        code.aload(fill.array()).iload(fill.index());
        object(code, shape, where);
        code.aastore().iinc(fill.index(), 1);
    }

    private void perhaps(CodeBuilder code, Perhaps perhaps) {
        var optional = desc(Optional.class);
        var empty = code.newLabel();
        code.aload(FROM).ldc(perhaps.where());
        code.invokevirtual(READER, "flag", MethodTypeDesc.of(CD_boolean, STRING))
                .ifeq(empty);
        object(code, perhaps.element(), perhaps.where() + "[present]");
        code.invokestatic(optional, "of", MethodTypeDesc.of(optional, CD_Object))
                .areturn();
        code.labelBinding(empty)
                .invokestatic(optional, "empty", MethodTypeDesc.of(optional))
                .areturn();
    }

    private void constant(CodeBuilder code, Constant constant) {
        var count = constant.type().getEnumConstants().length;
        generator.loadConstants(code, constant);
        code.aload(FROM).loadConstant(count).ldc(Derivation.nameOf(constant.type()));
        code.invokevirtual(READER, "ordinal", MethodTypeDesc.of(CD_int, CD_int, STRING))
                .aaload()
                .areturn();
    }

    /** Reads a value onto the stack, as an object. */
    private void object(CodeBuilder code, Shape shape, String where) {
        value(code, shape, where);
        if (shape instanceof Scalar scalar) {
            box(code, scalar);
        }
    }

    /** Reads a value onto the stack; a primitive as a primitive. */
    private void value(CodeBuilder code, Shape shape, String where) {
        switch (shape) {
            case Scalar scalar -> number(code.aload(FROM).ldc(where), scalar);
            case Text text ->
                code.aload(FROM)
                        .loadConstant(text.max())
                        .ldc(text.where())
                        .invokevirtual(READER, "text", MethodTypeDesc.of(STRING, CD_int, STRING));
            case Octets octets ->
                code.aload(FROM)
                        .loadConstant(octets.max())
                        .ldc(octets.where())
                        .invokevirtual(READER, "octets", MethodTypeDesc.of(desc(Bytes.class), CD_int, STRING));
            case Capability capability ->
                code.aload(FROM)
                        .ldc(capability.where())
                        .invokevirtual(READER, "capability", MethodTypeDesc.of(desc(CapabilityRef.class), STRING));
            case Product _, Sum _, Items _, Table _, Perhaps _, Constant _ ->
                generator.callDecoder(code.aload(FROM), shape);
        }
    }

    private static void number(CodeBuilder code, Scalar scalar) {
        var name =
                switch (scalar.number()) {
                    case FLAG -> "flag";
                    case BYTE -> "octet";
                    case SHORT -> "small";
                    case CHAR -> "character";
                    case INT -> "integer";
                    case LONG -> "wide";
                    case FLOAT -> "real";
                    case DOUBLE -> "precise";
                };
        code.invokevirtual(READER, name, MethodTypeDesc.of(desc(scalar.number().primitive), STRING));
    }

    private static void box(CodeBuilder code, Scalar scalar) {
        var box = desc(scalar.number().box);
        code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, desc(scalar.number().primitive)));
    }
}
