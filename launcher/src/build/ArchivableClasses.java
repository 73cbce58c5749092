import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * {@code java ArchivableClasses.java IN.jar OUT.jar}: copies a jar, with classes that an AOT cache takes. It takes none whose code has to be verified without
 * stack maps, as that of Java 5 has; such classes get these maps, and the version of Java 8.
 */
final class ArchivableClasses {
    private static final ClassTransform NEW_VERSION = (builder, element) -> {
        if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
        } else {
            builder.with(element);
        }
    };

    private final JarFile jar;
    private final ClassFile classes;

    private ArchivableClasses(JarFile jar) {
        this.jar = jar;
        ClassHierarchyResolver hierarchy = ClassHierarchyResolver.ofResourceParsing(this::find)
                .orElse(ClassHierarchyResolver.defaultResolver())
                .cached();
        classes = ClassFile.of(
                StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(hierarchy));
    }

    static void main(String[] args) throws IOException {
        try (JarFile in = new JarFile(args[0]);
                OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
            new ArchivableClasses(in).copyTo(out);
        }
    }

    private void copyTo(OutputStream out) throws IOException {
        try (JarOutputStream copy = new JarOutputStream(out)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                byte[] bytes = jar.getInputStream(entry).readAllBytes();
                copy.putNextEntry(new JarEntry(entry.getName()));
                copy.write(entry.getName().endsWith(".class") ? archivable(bytes) : bytes);
            }
        }
    }

    private byte[] archivable(byte[] bytes) {
        ClassModel model = classes.parse(bytes);
        if (model.majorVersion() >= ClassFile.JAVA_6_VERSION) {
            return bytes;
        }
        // the code is taken apart and put together again, since maps are made for what is built alone
        return classes.transformClass(
                model, NEW_VERSION.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    }

    private InputStream find(ClassDesc name) {
        String descriptor = name.descriptorString(); // LNAME;
        JarEntry entry = jar.getJarEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
        try {
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
