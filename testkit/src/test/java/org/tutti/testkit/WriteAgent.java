package org.tutti.testkit;

import static java.lang.constant.ConstantDescs.CD_void;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link WritePoint} before everything by which a rank changes what others see: each write of a shared word, each copy into shared
 * memory, each wake of a sleeper. It changes one class while that is loaded, so that what is tested is what is shipped.
 */
public final class WriteAgent {
    private static final String WORDS = "org/tutti/memory/MappedWords";
    private static final Set<String> WRITES =
            Set.of("setPlain", "setRelease", "compareAndSet", "zero", "copyIn", "copyBlocksIn", "wake");
    private static final ClassDesc POINT = ClassDesc.of("org.tutti.testkit.WritePoint");

    private WriteAgent() {}

    /** What the JVM calls before a program's main method. */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        instrumentation.addTransformer(new ClassFileTransformer() {
            @Override
            public byte @Nullable [] transform(
                    @Nullable ClassLoader loader,
                    String name,
                    @Nullable Class<?> before,
                    ProtectionDomain domain,
                    byte[] bytes) {
                return name.equals(WORDS) ? withPoints(bytes) : null;
            }
        });
    }

    private static byte[] withPoints(byte[] bytes) {
        ClassFile file = ClassFile.of();
        return file.transformClass(
                file.parse(bytes),
                ClassTransform.transformingMethodBodies(
                        method -> WRITES.contains(method.methodName().stringValue()), new PointFirst()));
    }

    /** Calls {@link WritePoint#pass} before the code of a method. */
    private static final class PointFirst implements CodeTransform {
        @Override
        public void atStart(CodeBuilder builder) {
            builder.invokestatic(POINT, "pass", MethodTypeDesc.of(CD_void));
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            builder.with(element);
        }
    }

    /** {@return the option that a JVM needs; the agent itself lies on its class path} */
    static String option() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), WriteAgent.class.getName());
        Path jar = Path.of("target", "write-agent.jar").toAbsolutePath();
        try {
            new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return "-javaagent:" + jar;
    }
}
