package org.tutti.launcher;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/** How much is done, in one line of a terminal, which is empty again when all is. Where there is no terminal, nothing. */
final class ProgressBar {
    private static final int WIDTH = 40;

    private final PrintWriter out;
    private final boolean isTerminal;

    ProgressBar(PrintWriter out) {
        this.out = out;
        this.isTerminal = isTerminal();
    }

    /** Shows how much is done of all there is. */
    void show(int done, int all) {
        if (isTerminal) {
            out.print(text(done, all));
            out.flush();
        }
    }

    static String text(int done, int all) {
        int filled = WIDTH * done / all;
        String text =
                String.format(Locale.ROOT, "\r[%s%s] %d/%d", "=".repeat(filled), " ".repeat(WIDTH - filled), done, all);
        return done == all ? "\r" + " ".repeat(text.length()) + "\r" : text;
    }

    @SuppressWarnings("SystemConsoleNull") // it does, where there is none
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
