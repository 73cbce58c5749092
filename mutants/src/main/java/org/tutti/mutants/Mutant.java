package org.tutti.mutants;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RuntimeInvisibleTypeAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.util.List;
import java.util.Objects;

/**
 * One change of one instruction of core.
 *
 * @param id its name in lists
 * @param rule which mistake it is
 * @param className the binary name of the class
 * @param method the method's name and descriptor
 * @param index which element of the method's code is changed
 * @param line where that is in the source
 * @param text what is changed
 */
record Mutant(String id, Rule rule, String className, String method, int index, int line, String text) {
    /** {@return the class with this change} */
    byte[] apply(byte[] original) {
        ClassModel model = ClassFile.of().parse(original);
        List<CodeElement> code = model.methods().stream()
                .filter(this::isHere)
                .findFirst()
                .flatMap(MethodModel::code)
                .orElseThrow()
                .elementList();
        Change change = Objects.requireNonNull(rule.at(new Site(className, code, index)));
        CodeTransform inCode = CodeTransform.ofStateful(() -> new Replacement(index, change));
        return ClassFile.of().transformClass(model, ClassTransform.transformingMethodBodies(this::isHere, inCode));
    }

    private boolean isHere(MethodModel candidate) {
        return method.equals(keyOf(candidate));
    }

    /** {@return what names a method within its class} */
    static String keyOf(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }

    /** {@return the package of the class} */
    String packageName() {
        return className.substring(0, className.lastIndexOf('.'));
    }

    /** {@return whether the change is in what is done once, when the class is loaded} */
    boolean isOnce() {
        return method.startsWith("<clinit>");
    }

    /** {@return the same mutant under another name} */
    Mutant named(String newId) {
        return new Mutant(newId, rule, className, method, index, line, text);
    }

    /** Passes all elements on but one, and but annotations of types, whose places in the code would be wrong. */
    private static final class Replacement implements CodeTransform {
        private final int index;
        private final Change change;
        private int at;

        Replacement(int index, Change change) {
            this.index = index;
            this.change = change;
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (at++ == index) {
                change.code().accept(builder);
            } else if (!(element instanceof RuntimeInvisibleTypeAnnotationsAttribute)
                    && !(element instanceof RuntimeVisibleTypeAnnotationsAttribute)) {
                builder.with(element);
            }
        }
    }
}
