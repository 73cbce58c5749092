package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
    @Test
    void shouldSplitAtBlanksOfAnyKindAndNumber() {
        assertThat(ShellWords.split("  -Xmx1g\t -ea \n -Da=b ")).containsExactly("-Xmx1g", "-ea", "-Da=b");
        assertThat(ShellWords.split("  ")).isEmpty();
    }

    @Test
    void shouldKeepWhatIsQuotedTogether() {
        assertThat(ShellWords.split("-Da='b c' \"-Dd=e  f\" -Dg=\"h\"' 'i"))
                .containsExactly("-Da=b c", "-Dd=e  f", "-Dg=h i");
        assertThat(ShellWords.split("'' a \"\"")).containsExactly("", "a", "");
    }

    @Test
    void shouldTakeTheMeaningFromWhatFollowsABackslash() {
        assertThat(ShellWords.split("a\\ b \\'c \\\\")).containsExactly("a b", "'c", "\\");
        assertThat(ShellWords.split("\"a\\\"b\\$c\\d\" 'e\\f'")).containsExactly("a\"b$c\\d", "e\\f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Da='b c", "a \"b", "a\\"})
    void shouldRefuseWhatIsNotFinished(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellWords.split(line))
                .withMessageContaining(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "-XX:+UseSerialGC", "two words", "it's", "", "$HOME", "a\"b", "back\\slash"})
    void shouldSplitWhatItQuotedIntoTheSameWord(String word) {
        assertThat(ShellWords.split(ShellWords.quote(word))).containsExactly(word);
    }
}
