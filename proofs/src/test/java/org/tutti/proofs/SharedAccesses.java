package org.tutti.proofs;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Finds every access to a shared word in sources: from the offset that a method of {@code Words} is
 * given back to where a member of a layout class is named in it, through local variables, parameters, fields and results.
 */
final class SharedAccesses {
    private static final String LAYOUTS = "org.tutti.segment.";
    private static final String WORDS = "org.tutti.memory.Words";
    /** A path of payload has one method, with the name and the arguments of that of {@code Words}. */
    private static final Set<String> MEMORY = Set.of(WORDS, "org.tutti.memory.PayloadPath");

    /** Which argument of a method of {@code Words} is the offset. */
    private static final Map<String, Integer> OFFSETS = Map.of(
            "getPlain",
            0,
            "setPlain",
            0,
            "getAcquire",
            0,
            "setRelease",
            0,
            "compareAndSet",
            0,
            "copyIn",
            3,
            "copyOut",
            1,
            "copyBlocksIn",
            6,
            "copyBlocksOut",
            1);

    private final WordTables tables;
    private final Trees trees;
    private final Elements elements;
    private final List<TreePath> calls = new ArrayList<>();
    private final Map<Element, List<TreePath>> values = new HashMap<>();
    private final Set<SharedAccess> found = new LinkedHashSet<>();
    private final List<String> complaints = new ArrayList<>();

    private SharedAccesses(JavacTask task, WordTables tables) {
        this.trees = Trees.instance(task);
        this.elements = task.getElements();
        this.tables = tables;
    }

    /** Where an access is named: the statement that a SYNC comment stands above. */
    private record Site(String method, TreePath path) {}

    static SharedAccesses of(CoreSources sources, WordTables tables) {
        List<JavaFileObject> files = new ArrayList<>();
        sources.files().forEach((path, text) -> files.add(new Source(path, text)));
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, messages, List.of("-proc:none", "-implicit:none"), null, files);
        try {
            SharedAccesses accesses = new SharedAccesses(task, tables);
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            task.analyze();
            messages.getDiagnostics().stream()
                    .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
                    .forEach(message -> accesses.complaints.add("javac: " + message));
            units.forEach(accesses::collect);
            accesses.calls.forEach(accesses::resolveCall);
            return accesses;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return every place at which a shared word is named that is accessed} */
    Set<SharedAccess> found() {
        return found;
    }

    /** {@return the fields of a layout class, and its methods that give offsets} */
    Set<String> members(String layout) {
        Set<String> members = new TreeSet<>();
        TypeElement type = elements.getTypeElement(LAYOUTS + layout);
        if (type == null) {
            complaints.add("docs: a table for a class that does not exist: " + layout);
            return members;
        }
        for (Element member : type.getEnclosedElements()) {
            boolean isOffset = member instanceof ExecutableElement method
                    && method.getReturnType().getKind() == TypeKind.LONG
                    && !method.getModifiers().contains(Modifier.PRIVATE);
            if (isOffset || member.getKind().isField()) {
                members.add(member.getSimpleName().toString());
            }
        }
        return members;
    }

    /** {@return what could not be understood} */
    List<String> complaints() {
        return complaints;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Notes every call of a method of Words, and what each variable, parameter and result may be. */
    private void collect(CompilationUnitTree unit) {
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
                if (trees.getElement(getCurrentPath()) instanceof ExecutableElement method) {
                    if (MEMORY.contains(method.getEnclosingElement().toString())) {
                        calls.add(getCurrentPath());
                    }
                    noteArguments(method, call.getArguments(), getCurrentPath());
                }
                return super.visitMethodInvocation(call, null);
            }

            @Override
            public Void visitNewClass(NewClassTree call, Void unused) {
                if (trees.getElement(getCurrentPath()) instanceof ExecutableElement constructor) {
                    noteArguments(constructor, call.getArguments(), getCurrentPath());
                }
                return super.visitNewClass(call, null);
            }

            @Override
            public Void visitAssignment(AssignmentTree assignment, Void unused) {
                note(
                        trees.getElement(new TreePath(getCurrentPath(), assignment.getVariable())),
                        assignment.getExpression());
                return super.visitAssignment(assignment, null);
            }

            @Override
            public Void visitVariable(VariableTree variable, Void unused) {
                note(trees.getElement(getCurrentPath()), variable.getInitializer());
                return super.visitVariable(variable, null);
            }

            @Override
            public Void visitReturn(ReturnTree tree, Void unused) {
                TreePath path = getCurrentPath();
                while (!(path.getLeaf() instanceof MethodTree || path.getLeaf() instanceof LambdaExpressionTree)) {
                    path = path.getParentPath();
                }
                if (path.getLeaf() instanceof MethodTree) {
                    note(trees.getElement(path), tree.getExpression());
                }
                return super.visitReturn(tree, null);
            }

            private void noteArguments(
                    ExecutableElement method, List<? extends ExpressionTree> arguments, TreePath path) {
                int count = Math.min(arguments.size(), method.getParameters().size());
                for (int i = 0; i < count; i++) {
                    values.computeIfAbsent(method.getParameters().get(i), key -> new ArrayList<>())
                            .add(new TreePath(path, arguments.get(i)));
                }
            }

            private void note(Element element, Tree value) {
                if (element != null && value != null) {
                    values.computeIfAbsent(element, key -> new ArrayList<>())
                            .add(new TreePath(getCurrentPath(), value));
                }
            }
        }.scan(unit, null);
    }

    private void resolveCall(TreePath path) {
        MethodInvocationTree call = (MethodInvocationTree) path.getLeaf();
        String method = trees.getElement(path).getSimpleName().toString();
        if (method.equals("fullFence")) {
            add(SharedAccess.FENCE, new Site(method, path));
        } else if (OFFSETS.containsKey(method)) {
            TreePath offset = new TreePath(path, call.getArguments().get(OFFSETS.get(method)));
            if (!resolve(offset, new Site(method, path), new HashSet<>()) && !isUncalled(path)) {
                complaints.add("cannot tell which word this accesses: " + place(path) + ": " + call);
            }
        }
    }

    /** {@return whether a call stands in a method that overrides none and that core itself calls nowhere} It accesses nothing then. */
    private boolean isUncalled(TreePath call) {
        TreePath path = call;
        while (!(path.getLeaf() instanceof MethodTree)) {
            path = path.getParentPath();
        }
        return trees.getElement(path) instanceof ExecutableElement method
                && ((MethodTree) path.getLeaf())
                        .getModifiers().getAnnotations().stream()
                                .noneMatch(annotation -> annotation.toString().equals("@Override()"))
                && !method.getParameters().isEmpty()
                && method.getParameters().stream().noneMatch(values::containsKey);
    }

    /** {@return whether an expression names a word, itself or by what its variables may be} */
    private boolean resolve(TreePath expression, Site site, Set<Element> seen) {
        List<TreePath> names = names(expression);
        boolean direct = false;
        for (TreePath name : names) {
            Element element = trees.getElement(name);
            String layout = element.getEnclosingElement().getSimpleName().toString();
            String simple = element.getSimpleName().toString();
            if (tables.layouts().contains(layout) && !tables.noWords(layout).contains(simple)) {
                add(layout + "." + simple, site);
                direct = true;
            }
        }
        if (direct) {
            return true;
        }
        boolean resolved = false;
        for (TreePath name : names) {
            Element element = trees.getElement(name);
            if (isGivenToWords(element)) {
                return true;
            }
            if (seen.add(element)) {
                // whoever passes an argument or sets a field names the word; a local name is only an abbreviation
                boolean elsewhere =
                        element.getKind() == ElementKind.PARAMETER || element.getKind() == ElementKind.FIELD;
                for (TreePath value : values.getOrDefault(element, List.of())) {
                    resolved |= resolve(value, elsewhere ? new Site(site.method, value) : site, seen);
                }
                seen.remove(element);
            }
        }
        return resolved;
    }

    /** {@return whether this is an argument of a method of Words, where that is implemented} Who calls it names the word. */
    private static boolean isGivenToWords(Element element) {
        return element.getKind() == ElementKind.PARAMETER
                && element.getEnclosingElement().getEnclosingElement() instanceof TypeElement type
                && type.getSuperclass().toString().equals(WORDS);
    }

    /** {@return the variables and methods in an expression, not those in the arguments of its calls} */
    private List<TreePath> names(TreePath expression) {
        List<TreePath> names = new ArrayList<>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitIdentifier(IdentifierTree tree, Void unused) {
                note();
                return null;
            }

            @Override
            public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
                note();
                return null;
            }

            @Override
            public Void visitMethodInvocation(MethodInvocationTree tree, Void unused) {
                note();
                // layout.unit(LaneLayout.STAGED): what a layout class is asked for is part of the name
                boolean ofLayout = trees.getElement(getCurrentPath()) instanceof ExecutableElement method
                        && tables.layouts()
                                .contains(method.getEnclosingElement()
                                        .getSimpleName()
                                        .toString());
                return ofLayout ? scan(tree.getArguments(), null) : null;
            }

            @Override
            public Void visitArrayAccess(ArrayAccessTree tree, Void unused) {
                return scan(tree.getExpression(), null);
            }

            private void note() {
                if (trees.getElement(getCurrentPath()) != null) {
                    names.add(getCurrentPath());
                }
            }
        }.scan(expression, null);
        return names;
    }

    private void add(String word, Site site) {
        TreePath path = statement(site.path);
        found.add(new SharedAccess(
                word, site.method, path.getCompilationUnit().getSourceFile().getName(), line(path)));
    }

    private static TreePath statement(TreePath path) {
        TreePath at = path;
        while (!(at.getLeaf() instanceof StatementTree) || at.getLeaf() instanceof BlockTree) {
            at = at.getParentPath();
        }
        return at;
    }

    private long line(TreePath path) {
        CompilationUnitTree unit = path.getCompilationUnit();
        return unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, path.getLeaf()));
    }

    private String place(TreePath path) {
        return path.getCompilationUnit().getSourceFile().getName() + ":" + line(path);
    }
}
