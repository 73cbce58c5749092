package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a method says of bad arguments, held against code, class and words. */
final class Refusals {
    private Refusals() {}

    static void refuses(ThrowingCallable call, ErrorCode code, String reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(TuttiException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.reason()).isEqualTo(reason);
                    assertThat(e.culprit()).isEqualTo(-1);
                })
                .hasMessage(reason + " [TUTTI-" + code.number() + "]");
    }
}
