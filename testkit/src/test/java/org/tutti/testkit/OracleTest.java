package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import org.junit.jupiter.api.Test;
import org.tutti.Op;
import org.tutti.memory.ElementType;

/** The oracle itself, against what a person can see. */
class OracleTest {
    @Test
    void shouldFoldInBlocksOfEightRanks() {
        for (int ranks : new int[] {1, 2, 7, 8, 9, 16, 17}) {
            Oracle oracle = Oracle.of(ranks, ElementType.FLOAT, Op.SUM, 20, 1);
            for (int i = 0; i < 20; i++) {
                float total = 0;
                for (int first = 0; first < ranks; first += 8) {
                    float block = ((float[]) oracle.input(first))[i];
                    for (int rank = first + 1; rank < Math.min(first + 8, ranks); rank++) {
                        block += ((float[]) oracle.input(rank))[i];
                    }
                    total = first == 0 ? block : total + block;
                }
                assertThat(((float[]) oracle.expected())[i]).isEqualTo(total);
            }
        }
    }

    @Test
    void shouldGiveSumsThatShowTheOrderOfTheFold() {
        Oracle oracle = Oracle.of(9, ElementType.DOUBLE, Op.SUM, 100, 1);
        int different = 0;
        for (int i = 0; i < 100; i++) {
            double backwards = 0;
            for (int rank = 8; rank >= 0; rank--) {
                backwards += ((double[]) oracle.input(rank))[i];
            }
            different += backwards == ((double[]) oracle.expected())[i] ? 0 : 1;
        }
        assertThat(different).isGreaterThan(20);
    }

    @Test
    void shouldGiveResultsThatDifferFromElementToElement() {
        for (ElementType type : ElementType.values()) {
            for (Op op : Oracle.OPS) {
                if (!Oracle.isDefined(op, type)) {
                    continue;
                }
                Object expected = Oracle.of(3, type, op, 200, 5).expected();
                assertThat(Elements.mismatch(expected, filled(type, Array.get(expected, 0))))
                        .as("%s of %s", op, type)
                        .isPositive();
            }
        }
    }

    private static Object filled(ElementType type, Object value) {
        Object array = type.newArray(200);
        for (int i = 0; i < 200; i++) {
            Array.set(array, i, value);
        }
        return array;
    }

    @Test
    void shouldCompareZerosByTheirBitsAndTakeAnyNanForNan() {
        assertThat(Elements.mismatch(new float[] {0.0f}, new float[] {-0.0f})).isZero();
        assertThat(Elements.mismatch(new double[] {1, -0.0}, new double[] {1, 0.0}))
                .isOne();
        float[] nan = {Float.intBitsToFloat(0xffc00001)};
        assertThat(Elements.mismatch(nan, new float[] {Float.NaN})).isEqualTo(-1);
    }

    @Test
    void shouldHaveBothZerosAndNanAmongTheInputsOfMinimum() {
        double[] input =
                (double[]) Oracle.of(1, ElementType.DOUBLE, Op.MIN, 400, 1).input(0);
        assertThat(input).contains(0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY);
    }

    @Test
    void shouldFailWhereOneElementDiffers() {
        assertThatThrownBy(() -> Elements.requireEqual(new int[] {1, 2}, new int[] {1, 3}, "x"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("x: element 1 of 2 is 2 instead of 3");
        assertThatThrownBy(() -> Elements.requireEqual(new int[] {1}, new int[] {1, 3}, "x"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("x: element 1 of 2 is missing instead of 3");
    }

    @Test
    void shouldSendCallsAsText() {
        for (Call call : new Call[] {
            Call.barrier(),
            Call.bcast(ElementType.CHAR, 17, 2).at(Call.Placement.TWO_PARTS),
            Call.allreduce(ElementType.LONG, Op.BXOR, 5)
        }) {
            assertThat(Call.of(call.text())).isEqualTo(call);
        }
    }
}
