package org.tutti.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/memory-model.md says what core does; and a change of either alone is noticed. */
class MemoryModelTest {
    private static final CoreSources SOURCES = CoreSources.read();

    @Test
    void shouldSayInTheDocumentWhatTheCodeDoes() {
        assertThat(MemoryModelRules.complaintsAbout(SOURCES)).isEmpty();
    }

    @Test
    void shouldNoticeAWordThatTheDocumentDoesNotHave() {
        expect(
                SOURCES.withSource(
                        "LaneLayout", "final long folded", "static final long GATHERED = 77;\nfinal long folded"),
                "docs: no row for LaneLayout.GATHERED");
    }

    @Test
    void shouldNoticeAWordThatTheCodeDoesNotHave() {
        expect(
                SOURCES.withDocument("| `staged` |", "| `staged` `GATHERED` |"),
                "code: there is no LaneLayout.GATHERED");
    }

    @Test
    void shouldNoticeAWeakerLoad() {
        expect(
                SOURCES.withSource("Team", "words.getAcquire(unit", "words.getPlain(unit"),
                "LaneLayout.SEQUENCE is loaded [acquire, plain] by the code, [acquire] by the document");
    }

    /** The counters are published by one method, whose callers name them. */
    @Test
    void shouldNoticeAWeakerStoreBehindACall() {
        expect(
                SOURCES.withSource("Member", "words.setRelease(offset", "words.setPlain(offset"),
                "LaneLayout.consumed is stored [plain] by the code, [release] by the document");
    }

    @Test
    void shouldNoticeAnotherModeInTheDocument() {
        expect(
                SOURCES.withDocument(
                        "| `LANE_KEY` | the rank | all | release", "| `LANE_KEY` | the rank | all | plain"),
                "ArenaLayout.LANE_KEY is stored [release] by the code, [plain] by the document");
    }

    @Test
    void shouldNoticeAPairWithOneEnd() {
        expect(
                SOURCES.withSource("Team", "// SYNC folded", "// folded"),
                "code: no load under a comment SYNC folded",
                "code: no SYNC comment above getAcquire of LaneLayout.folded");
    }

    @Test
    void shouldNoticeAnotherTextAtOneEnd() {
        expect(
                SOURCES.withSource("Member", "// SYNC staged: the ring before", "// SYNC staged: the ring after"),
                "the text of SYNC staged differs");
    }

    @Test
    void shouldNoticeAPairThatTheDocumentCallsOtherwise() {
        expect(
                SOURCES.withDocument("| acquire | header |", "| acquire | magic |"),
                "docs: no row orders by SYNC header",
                "code: no store under a comment SYNC magic");
    }

    @Test
    void shouldNoticeACommentWithoutAnAccess() {
        expect(
                SOURCES.withSource("Team", "    long least() {", "    long least() {\n// SYNC sleep: nothing is here"),
                "code: no access that orders others under SYNC sleep at Team.java");
    }

    @Test
    void shouldNoticeAFenceWithoutAComment() {
        expect(
                SOURCES.withSource(
                        "Member",
                        "    private void publish(",
                        "    void more() {\nwords.fullFence();\n}\n    private void publish("),
                "code: no SYNC comment above fullFence of fence");
    }

    @Test
    void shouldNoticeAnOffsetThatNobodyKnows() {
        expect(
                SOURCES.withSource("Team", "    long least() {", "    long least() {\nwords.getPlain(4711);"),
                "cannot tell which word this accesses");
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
