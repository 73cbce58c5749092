package org.tutti.launcher;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;

/** Compiles one source file in this process, and finds the class in it that java would start. */
final class SourceCompiler {
    /**
     * What came of a compilation.
     *
     * @param success whether there are classes
     * @param mainClass the first top-level class with a main method, or null
     * @param messages what javac said
     */
    record Outcome(boolean success, @Nullable String mainClass, String messages) {}

    private final JavaCompiler javac;

    SourceCompiler() throws LaunchException {
        JavaCompiler found = ToolProvider.getSystemJavaCompiler();
        if (found == null) {
            throw LaunchException.failure(
                    ErrorCode.NOT_COMPILED,
                    "to run a source file Tutti needs a JDK; this Java cannot compile: "
                            + System.getProperty("java.home"));
        }
        this.javac = found;
    }

    /**
     * Compiles a source file.
     *
     * @param source its path, for messages and names
     * @param text what it holds
     * @param output the folder for the classes
     */
    Outcome compile(Path source, String text, Path output, List<String> options) throws IOException {
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
            JavaFileObject file = files.getJavaFileObjects(source).iterator().next();
            JavacTask task =
                    (JavacTask) javac.getTask(messages, files, null, options, null, List.of(new Content(file, text)));
            MainClassFinder finder = new MainClassFinder(task);
            task.addTaskListener(finder);
            boolean success = task.call();
            return new Outcome(success, finder.mainClass, messages.toString());
        }
    }

    /** A source file whose text has been read already, so that what is compiled is what was looked up. */
    private static final class Content extends ForwardingJavaFileObject<JavaFileObject> {
        private final String text;

        Content(JavaFileObject file, String text) {
            super(file);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Is shown the classes in the order of the source. */
    private static final class MainClassFinder implements TaskListener {
        private final JavacTask task;
        private final List<TypeElement> seen = new ArrayList<>();
        private @Nullable String mainClass;

        MainClassFinder(JavacTask task) {
            this.task = task;
        }

        @Override
        public void started(TaskEvent event) {
            TypeElement type = event.getTypeElement();
            if (event.getKind() != TaskEvent.Kind.ANALYZE || type == null || seen.contains(type)) {
                return;
            }
            seen.add(type);
            if (mainClass == null && type.getNestingKind() == NestingKind.TOP_LEVEL && hasMain(type)) {
                mainClass = type.getQualifiedName().toString();
            }
        }

        private boolean hasMain(TypeElement type) {
            for (ExecutableElement method :
                    ElementFilter.methodsIn(task.getElements().getAllMembers(type))) {
                if (method.getSimpleName().contentEquals("main") && takesArguments(method)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean takesArguments(ExecutableElement method) {
            List<? extends VariableElement> parameters = method.getParameters();
            return switch (parameters.size()) {
                case 0 -> true;
                case 1 -> parameters.getFirst().asType().toString().equals("java.lang.String[]");
                default -> false;
            };
        }
    }
}
