package org.tutti.testkit;

/** How a rank ends, or seems to. */
enum KillWay {
    SIGKILL,
    EXIT,
    HALT,
    OUT_OF_MEMORY,
    EXCEPTION,
    /** It stops for a while, and goes on: nobody ends. */
    SIGSTOP;

    static final int LONGEST_STOP_MILLIS = 300;
    private static final int UNTIL_THE_END_MILLIS = 60_000;

    /** {@return whether the process ends, and not only what it does} */
    boolean endsTheProcess() {
        return this != EXCEPTION && this != SIGSTOP;
    }

    /** Ends this process, or asks the test to; returns only where it is to go on. */
    void end() {
        try {
            switch (this) {
                case EXIT -> System.exit(3);
                case HALT -> Runtime.getRuntime().halt(4);
                case OUT_OF_MEMORY -> {
                    long[][] much = new long[1 << 16][];
                    for (int i = 0; true; i++) {
                        much[i] = new long[1 << 20];
                    }
                }
                case EXCEPTION -> throw new IllegalStateException("on purpose");
                case SIGKILL -> {
                    RankMain.tell("now");
                    Thread.sleep(UNTIL_THE_END_MILLIS);
                }
                case SIGSTOP -> {
                    RankMain.tell("now");
                    Thread.sleep(LONGEST_STOP_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
