package multikernel.knowledge;

import multikernel.knowledge.Token.Kind;

/** A text as tokens, one at a time. Spaces and comments, from {@code %} to the end of the line, stand between them. */
final class Lexer {

    private static final String SYMBOLS = "+-*/\\^<>=~:.?@#&$";
    private static final String PUNCTUATION = "()[],|";

    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    Token next() throws MalformedGoal {
        skip();
        int start = at;
        if (at == text.length()) {
            return token(Kind.END, "", start);
        }
        char first = text.charAt(at);
        if (Character.isDigit(first)) {
            return number(start);
        }
        if (isLetter(first)) {
            take(Lexer::isWord);
            return token(Character.isUpperCase(first) || first == '_' ? Kind.VARIABLE : Kind.NAME, start);
        }
        if (first == '\'' || first == '"') {
            return quoted(start, first);
        }
        if (PUNCTUATION.indexOf(first) >= 0) {
            at++;
            return token(Kind.PUNCTUATION, start);
        }
        if (first == '!' || first == ';') {
            at++;
            return token(Kind.NAME, start);
        }
        if (SYMBOLS.indexOf(first) >= 0) {
            take(each -> SYMBOLS.indexOf(each) >= 0);
            return token(isStop(start) ? Kind.STOP : Kind.NAME, start);
        }
        throw new MalformedGoal(start + 1, "the character '" + Text.visible(first) + "' begins nothing");
    }

    private interface Test {
        boolean holds(char each);
    }

    private void take(Test test) {
        while (at < text.length() && test.holds(text.charAt(at))) {
            at++;
        }
    }

    private void skip() {
        take(Character::isWhitespace);
        while (at < text.length() && text.charAt(at) == '%') {
            take(each -> each != '\n');
            take(Character::isWhitespace);
        }
    }

    private boolean isStop(int start) {
        return at == start + 1
                && text.charAt(start) == '.'
                && (at == text.length() || Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '%');
    }

    private Token number(int start) throws MalformedGoal {
        take(Character::isDigit);
        var kind = Kind.WHOLE;
        if (at + 1 < text.length() && text.charAt(at) == '.' && Character.isDigit(text.charAt(at + 1))) {
            kind = Kind.REAL;
            at++;
            take(Character::isDigit);
        }
        if (at < text.length() && isWord(text.charAt(at))) {
            throw new MalformedGoal(at + 1, "a number ends before a letter");
        }
        return token(kind, start);
    }

    private Token quoted(int start, char quote) throws MalformedGoal {
        var name = new StringBuilder();
        at++;
        while (at < text.length()) {
            char each = text.charAt(at++);
            if (each == '\\' && at < text.length()) {
                name.append(escaped(text.charAt(at++)));
            } else if (each != quote) {
                name.append(each);
            } else if (at < text.length() && text.charAt(at) == quote) {
                name.append(quote);
                at++;
            } else {
                return token(Kind.QUOTED, name.toString(), start);
            }
        }
        throw new MalformedGoal(start + 1, "the quote that opens here is not closed");
    }

    private char escaped(char letter) throws MalformedGoal {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case '\\', '\'', '"' -> letter;
            default -> throw new MalformedGoal(at - 1, "after \\ comes n, t, \\ or a quote");
        };
    }

    private Token token(Kind kind, int start) {
        return token(kind, text.substring(start, at), start);
    }

    private Token token(Kind kind, String name, int start) {
        return new Token(kind, name, start + 1, at < text.length() && text.charAt(at) == '(');
    }

    private static boolean isLetter(char each) {
        return each == '_' || Character.isLetter(each);
    }

    private static boolean isWord(char each) {
        return isLetter(each) || Character.isDigit(each);
    }
}
