package org.tutti.launcher;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words, and quotes words, as a POSIX shell does; without any expansion. */
final class ShellWords {
    private static final char NO_QUOTE = 0;
    private static final String ESCAPED_IN_DOUBLE_QUOTES = "\"\\$`";

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private char quote = NO_QUOTE;

    private ShellWords(String line) {
        this.line = line;
    }

    /**
     * {@return the words of a line}
     *
     * @throws IllegalArgumentException when a quote is not closed, or the line ends in a backslash
     */
    static List<String> split(String line) {
        return new ShellWords(line).split();
    }

    private List<String> split() {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && escapes(i)) {
                append(line.charAt(++i));
            } else if (c == quote) {
                quote = NO_QUOTE;
            } else if (quote == NO_QUOTE && (c == '"' || c == '\'')) {
                quote = c;
                inWord = true;
            } else if (quote == NO_QUOTE && Character.isWhitespace(c)) {
                endWord();
            } else {
                append(c);
            }
        }
        if (quote != NO_QUOTE) {
            throw new IllegalArgumentException("a quote is not closed: " + line);
        }
        endWord();
        return words;
    }

    /** {@return whether the backslash at an index takes the meaning from the character that follows} */
    private boolean escapes(int index) {
        if (quote == '\'') {
            return false;
        }
        if (index + 1 == line.length()) {
            throw new IllegalArgumentException("nothing follows the last backslash: " + line);
        }
        return quote == NO_QUOTE || ESCAPED_IN_DOUBLE_QUOTES.indexOf(line.charAt(index + 1)) >= 0;
    }

    private void append(char c) {
        word.append(c);
        inWord = true;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    /** {@return a word as it can be typed in a shell} */
    static String quote(String word) {
        if (word.matches("[A-Za-z0-9_@%+=:,./-]+")) {
            return word;
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
