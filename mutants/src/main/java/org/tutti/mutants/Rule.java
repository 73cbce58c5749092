package org.tutti.mutants;

import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The mistakes that are made: each rule tells what it makes of an instruction, if anything. */
enum Rule {
    /** A wait is over before it has begun. */
    DROP_WAIT {
        @Override
        @Nullable
        Change at(Site site) {
            if (!(site.element() instanceof InvokeInstruction call)) {
                return null;
            }
            if (WAITS.contains(nameOf(call))) {
                return Change.dropped(call, simple(call) + " says yes without looking", code -> code.iconst_1());
            }
            return nameOf(call).equals("ProgressEngine.await")
                    ? Change.dropped(call, simple(call) + " is left out", code -> {})
                    : null;
        }
    },

    /** What others wait for, or copy, is not written. */
    DROP_STORE {
        @Override
        @Nullable
        Change at(Site site) {
            return site.element() instanceof InvokeInstruction call
                            && isVoid(call)
                            && (STORES.contains(nameOf(call)) || STORING_CLASSES.contains(ownerOf(call)))
                    ? Change.dropped(call, simple(call) + " is left out", code -> {})
                    : null;
        }
    },

    /** An offset in shared memory is that of the next word or unit; a sum of indices is one more. */
    SHIFT_OFFSET {
        @Override
        @Nullable
        Change at(Site site) {
            return switch (site.element()) {
                case ConstantInstruction constant when isOffset(site, constant) -> shifted(constant);
                case OperatorInstruction sum
                when sum.opcode() == Opcode.IADD ->
                    Change.behind(
                            sum, "a sum is 1 more", code -> code.iconst_1().iadd());
                case OperatorInstruction sum
                when sum.opcode() == Opcode.LADD && (site.isIn("coll") || site.isIn("p2p")) ->
                    Change.behind(
                            sum,
                            "a sum is 8 more",
                            code -> code.loadConstant(8L).ladd());
                default -> null;
            };
        }
    },

    /** Places that are used in turn coincide, or a field of bits lies elsewhere. */
    SHIFT_SLOT {
        @Override
        @Nullable
        Change at(Site site) {
            if (!(site.element() instanceof OperatorInstruction operator)) {
                return null;
            }
            return switch (operator.opcode()) {
                case IAND ->
                    Change.before(
                            operator,
                            "a mask is halved",
                            code -> code.iconst_1().iushr());
                case LAND ->
                    Change.before(
                            operator,
                            "a mask is halved",
                            code -> code.iconst_1().lushr());
                case IREM ->
                    Change.before(
                            operator,
                            "a modulus is 1 more",
                            code -> code.iconst_1().iadd());
                case LREM ->
                    Change.before(
                            operator,
                            "a modulus is 1 more",
                            code -> code.lconst_1().ladd());
                case ISHL, ISHR, IUSHR, LSHL, LSHR, LUSHR ->
                    Change.before(
                            operator,
                            "a shift is 1 further",
                            code -> code.iconst_1().iadd());
                default -> null;
            };
        }
    },

    /** Two operands change places. */
    SWAP_OPERANDS {
        @Override
        @Nullable
        Change at(Site site) {
            return switch (site.element()) {
                case OperatorInstruction operator
                when operator.opcode() == Opcode.ISUB || operator.opcode() == Opcode.IDIV ->
                    Change.before(operator, swapText(operator), code -> code.swap());
                case OperatorInstruction operator
                when operator.opcode() == Opcode.LSUB || operator.opcode() == Opcode.LDIV ->
                    Change.before(
                            operator, swapText(operator), code -> code.dup2_x2().pop2());
                case InvokeInstruction call
                when EXTREMES.containsKey(nameOf(call)) -> {
                    String other = EXTREMES.get(nameOf(call));
                    yield new Change(
                            simple(call) + " is " + other,
                            code -> code.invokestatic(call.owner().asSymbol(), other, call.typeSymbol()));
                }
                default -> null;
            };
        }
    },

    /** A comparison takes the other side for equal operands. */
    MOVE_BORDER {
        @Override
        @Nullable
        Change at(Site site) {
            return site.element() instanceof BranchInstruction branch && BORDERS.containsKey(branch.opcode())
                    ? new Change(
                            "a comparison puts equals on the other side",
                            code -> code.branch(BORDERS.get(branch.opcode()), branch.target()))
                    : null;
        }
    },

    /** What would throw is not asked. */
    SKIP_CHECK {
        @Override
        @Nullable
        Change at(Site site) {
            return switch (site.element()) {
                case InvokeInstruction call
                when isVoid(call) && isCheck(call.name().stringValue()) ->
                    Change.dropped(call, simple(call) + " is left out", code -> {});
                case BranchInstruction branch
                when !NO_CHECKS.contains(branch.opcode())
                        && site.lastBefore(branch.target()) instanceof ThrowInstruction ->
                    new Change("the exception is never thrown", code -> {
                        if (comparesTwo(branch.opcode())) {
                            code.pop();
                        }
                        code.pop().goto_(branch.target());
                    });
                default -> null;
            };
        }
    },

    /** An access that orders others is plain, or a fence is missing. */
    WEAKEN_MODE {
        @Override
        @Nullable
        Change at(Site site) {
            if (!(site.element() instanceof InvokeInstruction call) || !ORDERING_CLASSES.contains(ownerOf(call))) {
                return null;
            }
            String name = call.name().stringValue();
            if (name.equals("fullFence")) {
                return Change.dropped(call, "the fence is left out", code -> {});
            }
            String plain = (ownerOf(call).equals("VarHandle") ? PLAIN_HANDLE : PLAIN_WORD).get(name);
            return plain == null
                    ? null
                    : new Change(
                            simple(call) + " is " + plain,
                            code -> code.invokevirtual(call.owner().asSymbol(), plain, call.typeSymbol()));
        }
    };

    private static final Set<String> WAITS = Set.of(
            "Lane.unitFree",
            "Lane.ringFree",
            "Lane.arrived",
            "Lane.allArrived",
            "Team.met",
            "Incoming.isReady",
            "Outgoing.hasCell",
            "Resumable.step",
            "Awaitable.isDone",
            "Transfer.isDone",
            "Send.isDone",
            "Receive.isDone",
            "ProgressEngine.isDone",
            "ProgressEngine.test");
    private static final Set<String> STORES = Set.of("Lane.arrive", "Team.get", "Team.getInline");

    /** Whatever these do without an answer writes: shared memory, or what a rank knows of its messages. */
    private static final Set<String> STORING_CLASSES = Set.of(
            "Words",
            "Member",
            "Incoming",
            "Outgoing",
            "Post",
            "Vigil",
            "Arrival",
            "MatchTable",
            "Mailbox",
            "Outbox",
            "Transfer",
            "Send",
            "Receive");

    private static final Set<String> ORDERING_CLASSES = Set.of("Words", "VarHandle");
    private static final Map<String, String> PLAIN_WORD = Map.of("setRelease", "setPlain", "getAcquire", "getPlain");
    private static final Map<String, String> PLAIN_HANDLE = Map.of("setRelease", "set", "getAcquire", "get");
    private static final Map<String, String> EXTREMES = Map.of("Math.min", "max", "Math.max", "min");
    private static final Map<Opcode, Opcode> BORDERS = Map.of(
            Opcode.IFLT, Opcode.IFLE,
            Opcode.IFLE, Opcode.IFLT,
            Opcode.IFGT, Opcode.IFGE,
            Opcode.IFGE, Opcode.IFGT,
            Opcode.IF_ICMPLT, Opcode.IF_ICMPLE,
            Opcode.IF_ICMPLE, Opcode.IF_ICMPLT,
            Opcode.IF_ICMPGT, Opcode.IF_ICMPGE,
            Opcode.IF_ICMPGE, Opcode.IF_ICMPGT);

    /** Jumps that ask nothing, or what the compiler asks at the end of a try with resources. */
    private static final Set<Opcode> NO_CHECKS = Set.of(Opcode.GOTO, Opcode.IFNULL, Opcode.IFNONNULL);

    private static final long UNIT = 128;
    private static final long HIGHEST_OFFSET = 1 << 16;

    /** {@return what this rule makes of an instruction, or null} */
    abstract @Nullable Change at(Site site);

    /** {@return the rule's name in lists} */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String ownerOf(InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        return owner.substring(owner.lastIndexOf('/') + 1);
    }

    private static String nameOf(InvokeInstruction call) {
        return ownerOf(call) + "." + call.name().stringValue();
    }

    private static String simple(InvokeInstruction call) {
        return nameOf(call) + "()";
    }

    private static boolean isVoid(InvokeInstruction call) {
        return TypeKind.from(call.typeSymbol().returnType()) == TypeKind.VOID
                && !call.name().equalsString("<init>");
    }

    private static boolean isCheck(String name) {
        return name.equals("check") || name.startsWith("require");
    }

    /** Offsets are long constants of the layouts, which the compiler has put where they are used. */
    private static boolean isOffset(Site site, ConstantInstruction constant) {
        if (!site.isIn("segment") || constant.typeKind() != TypeKind.LONG) {
            return false;
        }
        long value = (Long) constant.constantValue();
        boolean added = site.next() instanceof OperatorInstruction sum && sum.opcode() == Opcode.LADD;
        return value % Long.BYTES == 0 && value <= HIGHEST_OFFSET && (value > 0 || (value == 0 && added));
    }

    private static Change shifted(ConstantInstruction constant) {
        long value = (Long) constant.constantValue();
        long other = value + (value > 0 && value % UNIT == 0 ? UNIT : Long.BYTES);
        return new Change("offset " + value + " is " + other, code -> code.loadConstant(other));
    }

    private static String swapText(OperatorInstruction operator) {
        return switch (operator.opcode()) {
            case ISUB, LSUB -> "a - b is b - a";
            default -> "a / b is b / a";
        };
    }

    private static boolean comparesTwo(Opcode jump) {
        return jump.name().contains("CMP");
    }
}
