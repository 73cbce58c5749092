package org.tutti.mutants;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.function.Consumer;

/**
 * What becomes of one instruction.
 *
 * @param text the change, for a person
 * @param code writes what stands in its place
 */
record Change(String text, Consumer<CodeBuilder> code) {
    /** {@return the instruction, with something before it that changes its right operand} */
    static Change before(CodeElement instruction, String text, Consumer<CodeBuilder> code) {
        return new Change(text, code.andThen(builder -> builder.with(instruction)));
    }

    /** {@return the instruction, with something behind it that changes its result} */
    static Change behind(CodeElement instruction, String text, Consumer<CodeBuilder> code) {
        return new Change(text, builder -> code.accept(builder.with(instruction)));
    }

    /** {@return a call that does not take place, and what it gives instead} */
    static Change dropped(InvokeInstruction call, String text, Consumer<CodeBuilder> instead) {
        return new Change(text, builder -> {
            List<ClassDesc> arguments = call.typeSymbol().parameterList();
            for (ClassDesc argument : arguments.reversed()) {
                discard(builder, TypeKind.from(argument));
            }
            if (call.opcode() != Opcode.INVOKESTATIC) {
                builder.pop();
            }
            instead.accept(builder);
        });
    }

    private static void discard(CodeBuilder builder, TypeKind kind) {
        if (kind.slotSize() == 2) {
            builder.pop2();
        } else {
            builder.pop();
        }
    }
}
