package multikernel.codec;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import multikernel.codec.Shape.Constant;

/**
 * A hidden class beside the owner that writes and reads one shape: a pair of static methods for each record, sealed
 * interface and collection in it, which call one another, so nothing is looked up while a message goes through.
 */
final class Generator {

    static final ClassDesc WRITER = desc(Writer.class);
    static final ClassDesc READER = desc(Reader.class);
    static final ClassDesc STRING = desc(String.class);
    static final ClassDesc UNSENDABLE = desc(Unsendable.class);
    static final ClassDesc BAD_MESSAGE = desc(BadMessage.class);

    private final ClassDesc self;
    private final Map<Shape, Integer> numbers = new LinkedHashMap<>();
    private final List<Shape> methods = new ArrayList<>();

    private Generator(ClassDesc self) {
        this.self = self;
    }

    static Translation translation(MethodHandles.Lookup owner, Shape root) {
        var home = owner.lookupClass();
        var name = ClassDesc.of(home.getPackageName(), "CodecOf" + root.type().getSimpleName());
        var bytes = new Generator(name).bytes(home, root);
        try {
            var made = owner.defineHiddenClass(bytes, true, MethodHandles.Lookup.ClassOption.NESTMATE);
            return (Translation) made.findConstructor(made.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (IllegalAccessException closed) {
            throw new BadInterface(
                    home.getName(), "its lookup may not define a class beside it: " + closed.getMessage());
        } catch (Throwable broken) {
            throw new IllegalStateException("the codec of " + root.type().getName() + " cannot be made", broken);
        }
    }

    private byte[] bytes(Class<?> home, Shape root) {
        var hierarchy = ClassHierarchyResolver.ofClassLoading(Objects.requireNonNull(home.getClassLoader()))
                .orElse(ClassHierarchyResolver.defaultResolver());
        return ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy))
                .build(self, type -> {
                    type.withFlags(AccessFlag.FINAL, AccessFlag.SUPER, AccessFlag.SYNTHETIC);
                    type.withInterfaceSymbols(desc(Translation.class));
                    type.withMethodBody(
                            ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void,
                            ClassFile.ACC_PUBLIC,
                            code -> code.aload(0)
                                    .invokespecial(CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                    .return_());
                    type.withMethodBody(
                            "encode", MethodTypeDesc.of(CD_void, CD_Object, WRITER), ClassFile.ACC_PUBLIC, code -> {
                                code.aload(1).checkcast(desc(root.type())).aload(2);
                                callEncoder(code, root);
                                code.return_();
                            });
                    type.withMethodBody("decode", MethodTypeDesc.of(CD_Object, READER), ClassFile.ACC_PUBLIC, code -> {
                        code.aload(1);
                        callDecoder(code, root);
                        code.areturn();
                    });
                    var encoding = new Encoding(this);
                    var decoding = new Decoding(this);
                    for (int next = 0; next < methods.size(); next++) {
                        var shape = methods.get(next);
                        method(type, "write" + next, encoderType(shape), code -> encoding.body(code, shape));
                        method(type, "read" + next, decoderType(shape), code -> decoding.body(code, shape));
                    }
                    constants(type);
                });
    }

    private static void method(ClassBuilder type, String name, MethodTypeDesc signature, Consumer<CodeBuilder> body) {
        type.withMethodBody(name, signature, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, body);
    }

    /** With the value and the writer on the stack. */
    void callEncoder(CodeBuilder code, Shape shape) {
        code.invokestatic(self, "write" + numberOf(shape), encoderType(shape));
    }

    /** With the reader on the stack. */
    void callDecoder(CodeBuilder code, Shape shape) {
        code.invokestatic(self, "read" + numberOf(shape), decoderType(shape));
    }

    /** All constants of the enum, in order, onto the stack. */
    void loadConstants(CodeBuilder code, Constant shape) {
        code.getstatic(self, "constants" + numberOf(shape), desc(shape.type()).arrayType());
    }

    private int numberOf(Shape shape) {
        return numbers.computeIfAbsent(shape, added -> {
            methods.add(added);
            return methods.size() - 1;
        });
    }

    private void constants(ClassBuilder type) {
        var enums = methods.stream().filter(Constant.class::isInstance).toList();
        for (var shape : enums) {
            type.withField(
                    "constants" + numberOf(shape),
                    desc(shape.type()).arrayType(),
                    ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
        }
        type.withMethodBody(ConstantDescs.CLASS_INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_STATIC, code -> {
            for (var shape : enums) {
                var array = desc(shape.type()).arrayType();
                code.invokestatic(desc(shape.type()), "values", MethodTypeDesc.of(array))
                        .putstatic(self, "constants" + numberOf(shape), array);
            }
            code.return_();
        });
    }

    private static MethodTypeDesc encoderType(Shape shape) {
        return MethodTypeDesc.of(CD_void, desc(shape.type()), WRITER);
    }

    private static MethodTypeDesc decoderType(Shape shape) {
        return MethodTypeDesc.of(desc(shape.type()), READER);
    }

    static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
