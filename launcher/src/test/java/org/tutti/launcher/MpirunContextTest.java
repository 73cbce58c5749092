package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MpirunContextTest {
    private static final int CORES = 6;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-np 3 p|3",
                "-n 3 p|3",
                "--n 3 p|3",
                "--np 3 p|3",
                "-c 3 p|3",
                "-np 3 -H localhost:2 p|3",
                "-np 3 -N 4 p|3",
                "p|6",
                "-H localhost p|1",
                "-H localhost:2 -host localhost:3 p|5",
                "-N 2 p|2",
                "-npernode 2 p|2",
                "--map-by ppr:2:node p|2",
                "--map-by ppr:2:node:pe=1 p|2",
                "--map-by core p|6",
                "-np 3 --map-by ppr:1:socket p|3"
            })
    void shouldCountRanksAsMpirunDoes(String line, int ranks) throws Exception {
        assertThat(parse(line).ranks(true, () -> CORES)).isEqualTo(ranks);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-np 0 p|-np must be a whole number from 1 to 1024: -np 0",
                "-N x p|-N must be a whole number from 1 to 1024: -N x",
                "-np 3 -N 2 p|there is one host, and it shall have no more than 2 ranks: -np 3",
                "--map-by ppr:1:core p|ranks are counted for a node, or by -np: --map-by ppr:1:core",
                "--map-by ppr:0:node p|--map-by ppr must be a whole number",
                "-np 2 -H 192.0.2.1 p|ranks run on this host alone, and 192.0.2.1 is another one: --host 192.0.2.1"
            })
    void shouldRefuseOtherCounts(String line, String message) throws Exception {
        MpirunContext context = parse(line);
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> context.ranks(true, () -> CORES))
                .withMessageContaining(message);
    }

    @Test
    void shouldLeaveTheProgramsWordsAlone() throws Exception {
        assertThat(parse("-np 2 -x A=1 -wdir / java -np 3 --help -x -cp p").words())
                .containsExactly("java", "-np", "3", "--help", "-x", "-cp", "p");
    }

    @Test
    void shouldTellWhatHasNoEffect() throws Exception {
        MpirunContext context = parse("-np 2 --mca btl ^openib -mca a -1 --rank-by slot -map-by socket:PE=2"
                + " --map-by ppr:2:node -x TUTTI_NOT_SET -x A=b=c p");
        Ignored ignored = new Ignored();
        context.addIgnored(ignored);
        context.addIgnored(ignored);
        assertThat(ignored.message())
                .isEqualTo("ignored, without effect here: --mca btl ^openib, --mca a -1, --map-by socket:PE=2,"
                        + " --rank-by slot, -x TUTTI_NOT_SET (not set)");
        assertThat(context.variables()).hasSize(1).containsEntry("A", "b=c");
    }

    @Test
    void shouldSayNothingWhereAllHasAnEffect() throws Exception {
        Ignored ignored = new Ignored();
        parse("-np 2 -H localhost:2 p").addIgnored(ignored);
        assertThat(ignored.message()).isNull();
    }

    @Test
    void shouldReadOneProgramAfterTheOther() throws Exception {
        List<MpirunContext> all =
                parse("-np 1 a x : -n 2 -x A=1 b : -np 3 c -np 9").all();
        assertThat(all.stream().map(context -> String.join(" ", context.words())))
                .containsExactly("a x", "b", "c -np 9");
        assertThat(all.get(1).variables()).containsEntry("A", "1");
        assertThat(all.getFirst().variables()).isEmpty();
        assertThat(all.getLast().ranks(false, () -> CORES)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-np 1 a :|Missing required parameter: 'PROGRAM [ARG...]' (see: tutti mpirun --help)",
                "-np 1 a : : -np 1 b|there is no program before the colon",
                ": -np 1 b|there is no program before the colon",
                "-np 1 a : --bogus b|Unknown option: '--bogus' (see: tutti mpirun --help)"
            })
    void shouldMissAProgramBetweenColons(String line, String message) throws Exception {
        MpirunContext context = parse(line);
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(context::all)
                .withMessageContaining(message);
    }

    @Test
    void shouldWantTheNumberOfRanksOfEachOfSeveralPrograms() throws Exception {
        MpirunContext context = parse("a");
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> context.ranks(false, () -> CORES))
                .withMessageContaining("-np is missing: of several programs each needs it: a");
    }

    private static MpirunContext parse(String line) throws LaunchException {
        return MpirunContext.parse(List.of(line.split(" ")));
    }
}
