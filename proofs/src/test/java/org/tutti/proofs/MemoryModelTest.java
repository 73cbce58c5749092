package org.tutti.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/memory-model.md says what core does; and changes of either alone are noticed. */
class MemoryModelTest {
    private static final CoreSources SOURCES = CoreSources.read();

    @Test
    void shouldSayInTheDocumentWhatTheCodeDoes() {
        assertThat(MemoryModelRules.complaintsAbout(SOURCES)).isEmpty();
    }

    @Test
    void shouldNoticeWordsThatOnlyOneOfThemHas() {
        CoreSources seeded = SOURCES.withSource(
                        "LaneLayout", "final long folded;", "final long folded;\nstatic final long GATHERED = 77;")
                .withDocument("| `staged` |", "| `staged` `scattered` |")
                .withSource("Team", "    long least() {", "    long least() {\nwords.getPlain(4711);");
        expect(
                seeded,
                "docs: no row for LaneLayout.GATHERED",
                "code: there is no LaneLayout.scattered",
                "cannot tell which word this accesses");
    }

    /** The counters are published by one method, whose callers name them. */
    @Test
    void shouldNoticeOtherModes() {
        CoreSources seeded = SOURCES.withSource("Team", "words.getAcquire(unit", "words.getPlain(unit")
                .withSource("Member", "words.setRelease(offset", "words.setPlain(offset")
                .withDocument(
                        "| `ROW_WAITS`, `ROW_OPENS` | the rank | all | release",
                        "| `ROW_WAITS`, `ROW_OPENS` | the rank | all | plain");
        expect(
                seeded,
                "LaneLayout.SEQUENCE is loaded [acquire, plain] by the code, [acquire] by the document",
                "LaneLayout.consumed is stored [plain] by the code, [release] by the document",
                "ArenaLayout.ROW_WAITS is stored [release] by the code, [plain] by the document");
    }

    @Test
    void shouldNoticePairsThatDoNotMatch() {
        CoreSources seeded = SOURCES.withSource("Member", "// SYNC folded", "// folded")
                .withSource("Member", "// SYNC staged: the ring before", "// SYNC staged: the ring after")
                .withDocument("| acquire | header |", "| acquire | magic |")
                .withSource("Team", "    long least() {", "    long least() {\n// SYNC sleep: nothing is here")
                .withSource(
                        "Member",
                        "    private void publish(",
                        "    void more() {\nwords.fullFence();\n}\n    private void publish(");
        expect(
                seeded,
                "code: no store under a comment SYNC folded",
                "code: no SYNC comment above setRelease of LaneLayout.folded",
                "the text of SYNC staged differs",
                "docs: no row orders by SYNC header",
                "code: no store under a comment SYNC magic",
                "code: no access that orders others under SYNC sleep at Team.java",
                "code: no SYNC comment above fullFence of fence");
    }

    private static void expect(CoreSources seeded, String... complaints) {
        List<String> noticed = MemoryModelRules.complaintsAbout(seeded);
        for (String complaint : complaints) {
            assertThat(noticed)
                    .as("complaints after a change")
                    .anySatisfy(text -> assertThat(text).contains(complaint));
        }
    }
}
