package org.tutti.mutants;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One instruction of a method, among those around it.
 *
 * @param className the binary name of the class
 * @param code all elements of the method's code
 * @param index which of them this is
 */
record Site(String className, List<CodeElement> code, int index) {
    /** {@return what stands here} */
    CodeElement element() {
        return code.get(index);
    }

    /** {@return the instruction behind this one, or null at the end} */
    @Nullable
    Instruction next() {
        for (int i = index + 1; i < code.size(); i++) {
            if (code.get(i) instanceof Instruction instruction) {
                return instruction;
            }
        }
        return null;
    }

    /** {@return the last instruction before a label that lies behind this one, or null where it lies before} */
    @Nullable
    Instruction lastBefore(Label label) {
        Instruction last = null;
        for (int i = index + 1; i < code.size(); i++) {
            switch (code.get(i)) {
                case LabelTarget target
                when target.label().equals(label) -> {
                    return last;
                }
                case Instruction instruction -> last = instruction;
                default -> {}
            }
        }
        return null;
    }

    /** {@return the line of the source, or 0 where the class does not tell} */
    int line() {
        for (int i = index; i >= 0; i--) {
            if (code.get(i) instanceof LineNumber number) {
                return number.line();
            }
        }
        return 0;
    }

    /** {@return whether the class lies in a package of core} */
    boolean isIn(String packageName) {
        return className.startsWith("org.tutti." + packageName + ".");
    }
}
