package org.tutti.coll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tutti.memory.ElementType;

/** Blocks are set anew for each call: nothing of what they were before may be left. */
class BlocksTest {
    private static final int[] ARRAY = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    private static Blocks even() {
        return new Blocks().set(ElementType.INT, ARRAY, 1, 3);
    }

    private static Blocks varying() {
        return new Blocks().set(ElementType.INT, ARRAY, 0, new int[] {2, 0, 4}, new int[] {5, 99, 1});
    }

    private static Blocks longVarying() {
        return new Blocks().set(ElementType.INT, ARRAY, new long[] {2, 0, 4}, new long[] {5, 99, 1});
    }

    private static Blocks parts() {
        return new Blocks().set(new Blocks[] {even(), new Blocks(), even()}, false);
    }

    /** {@return where three blocks begin, and how long they are} */
    private static String described(Blocks blocks) {
        StringBuilder text = new StringBuilder();
        for (int block = 0; block < 3; block++) {
            text.append(blocks.index(block))
                    .append('+')
                    .append(blocks.count(block))
                    .append(' ');
        }
        return text.append(blocks.areEven()).toString();
    }

    @Test
    void shouldTellWhereBlocksAre() {
        assertThat(described(even())).isEqualTo("1+3 4+3 7+3 true");
        assertThat(described(varying())).isEqualTo("5+2 0+0 1+4 false");
        assertThat(described(longVarying())).isEqualTo("5+2 0+0 1+4 false");
        assertThat(described(parts())).isEqualTo("1+3 0+0 1+3 false");
        assertThat(parts().buffer()).isNull();
        assertThat(parts().buffer(2)).isSameAs(ARRAY);
        assertThat(varying().buffer()).isSameAs(ARRAY);
    }

    @Test
    void shouldBecomeWhatOthersAreWhateverTheyWere() {
        for (Blocks others : List.of(even(), varying(), longVarying(), parts())) {
            for (Blocks blocks : List.of(even(), varying(), longVarying(), parts())) {
                blocks.take(others);
                assertThat(described(blocks)).isEqualTo(described(others));
                assertThat(blocks.buffer()).isSameAs(others.buffer());
                assertThat(blocks.type(0)).isEqualTo(others.type(0));
            }
        }
    }

    @Test
    void shouldBeEmptyWhenForgotten() {
        for (Blocks blocks : List.of(even(), varying(), longVarying(), parts())) {
            blocks.forget();
            assertThat(described(blocks)).isEqualTo("0+0 0+0 0+0 true");
            assertThat(blocks.type(0)).isEqualTo(ElementType.BYTE);
            assertThat(blocks.buffer(0)).isNotSameAs(ARRAY);
        }
    }
}
