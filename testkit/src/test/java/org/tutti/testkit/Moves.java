package org.tutti.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tutti.memory.ElementType;

/** The cells of the matrix operation x type x count x variation x root x form of operations that move blocks. */
final class Moves {
    private static final ElementType[] TYPES = ElementType.values();
    private static final Move.Form[] FORMS = Move.Form.values();

    private Moves() {}

    /** {@return how long a block is in bytes, and by how many elements it varies} Inline, in a slot, in a round, in some. */
    private static int[][] sizes() {
        return new int[][] {{0, 0}, {0, 3}, {1, 0}, {8, 4}, {40, 0}, {112, 7}, {1000, 60}, {2048, 0}, {5000, 3000}};
    }

    /**
     * {@return all moves; where ranks are many, fewer of the long ones}
     *
     * @param all whether all types and forms, else others by turns
     */
    static List<Move> of(int ranks, boolean all) {
        List<Move> moves = new ArrayList<>();
        int turn = ranks;
        for (Move.Kind kind : Move.Kind.values()) {
            for (int[] size : sizes()) {
                for (int root = 0; root < (kind.isRooted() ? ranks : 1); root++) {
                    for (Move.Form form : FORMS) {
                        boolean isWanted = all || (ranks <= 4 ? root == 0 || turn % 3 == 0 : turn % ranks == 0);
                        for (ElementType type : all ? TYPES : new ElementType[] {TYPES[turn % TYPES.length]}) {
                            if (isWanted && (kind != Move.Kind.ALLTOALLW || form != Move.Form.RETURNED)) {
                                moves.add(new Move(kind, type, type.count(size[0]), size[1], root, form));
                            }
                        }
                        turn++;
                    }
                }
            }
        }
        return moves;
    }

    /** {@return any move} */
    static Move any(Random random, int ranks) {
        Move.Kind[] kinds = Move.Kind.values();
        ElementType type = TYPES[random.nextInt(TYPES.length)];
        int[] bytes = {0, 8, 104, 300, 1200, 9000};
        int count = type.count(random.nextInt(bytes[random.nextInt(bytes.length)] + 1));
        Move.Kind kind = kinds[random.nextInt(kinds.length)];
        int forms = kind == Move.Kind.ALLTOALLW ? FORMS.length - 1 : FORMS.length;
        Move.Form form = FORMS[random.nextInt(forms)];
        return new Move(kind, type, count, random.nextInt(4) * random.nextInt(200), random.nextInt(ranks), form);
    }
}
