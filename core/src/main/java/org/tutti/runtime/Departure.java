package org.tutti.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.StackWalker.StackFrame;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeInstruction;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a resource is being closed because an exception leaves its try statement. The language does not say so to
 * the resource; but the compiler guards the call of {@code close()} on that way, and on no other, by a handler that adds
 * what {@code close()} throws to the exception that is leaving.
 */
public final class Departure {
    private static final String ADD_SUPPRESSED = "addSuppressed";
    private static final int HANDLER_INSTRUCTIONS = 4;

    private Departure() {}

    /**
     * {@return whether the method that called a class's {@code close()} did so because an exception is leaving} False where
     * that cannot be told.
     *
     * @param resource the class whose {@code close()} is running in this thread
     */
    public static boolean isByException(Class<?> resource) {
        StackFrame caller = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.dropWhile(frame -> !isClose(frame, resource))
                        .skip(1)
                        .findFirst()
                        .orElse(null));
        CodeAttribute code = caller == null ? null : codeOf(caller);
        return code != null && isGuarded(code, caller.getByteCodeIndex());
    }

    private static boolean isClose(StackFrame frame, Class<?> resource) {
        return frame.getDeclaringClass() == resource && frame.getMethodName().equals("close");
    }

    private static @Nullable CodeAttribute codeOf(StackFrame frame) {
        String name = frame.getClassName();
        String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
        try (InputStream bytes = frame.getDeclaringClass().getResourceAsStream(file)) {
            if (bytes == null) {
                return null;
            }
            for (MethodModel method : ClassFile.of().parse(bytes.readAllBytes()).methods()) {
                if (method.methodName().equalsString(frame.getMethodName())
                        && method.methodType().equalsString(frame.getDescriptor())) {
                    return method.code().map(CodeAttribute.class::cast).orElse(null);
                }
            }
        } catch (IOException e) {
            // then it cannot be told
        }
        return null;
    }

    private static boolean isGuarded(CodeAttribute code, int call) {
        for (ExceptionCatch guard : code.exceptionHandlers()) {
            int start = code.labelToBci(guard.tryStart());
            int end = code.labelToBci(guard.tryEnd());
            if (start <= call && call < end && addsSuppressed(code, code.labelToBci(guard.handler()))) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether the first instructions of a handler store what was caught and add it to another exception} */
    private static boolean addsSuppressed(CodeAttribute code, int handler) {
        int at = 0;
        int seen = 0;
        for (CodeElement element : code) {
            if (element instanceof Instruction instruction) {
                if (at >= handler && seen++ < HANDLER_INSTRUCTIONS && isAddSuppressed(instruction)) {
                    return true;
                }
                at += instruction.sizeInBytes();
            }
        }
        return false;
    }

    private static boolean isAddSuppressed(Instruction instruction) {
        return instruction instanceof InvokeInstruction invoke && invoke.name().equalsString(ADD_SUPPRESSED);
    }
}
