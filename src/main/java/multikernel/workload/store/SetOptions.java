package multikernel.workload.store;

/** The words behind key and value of a SET; reused. */
final class SetOptions {

    boolean onlyNew;
    boolean onlyPresent;
    boolean keepsTime;
    boolean answersOld;
    private boolean hasTime;
    /** At which the key expires; 0 if it does not. */
    long expiresAtMillis;

    /** @return why not, a whole error; empty if it is well */
    String read(Request request, long nowMillis) {
        onlyNew = false;
        onlyPresent = false;
        keepsTime = false;
        answersOld = false;
        hasTime = false;
        expiresAtMillis = 0;
        var timeWord = 0;
        for (var word = 3; word < request.count(); word++) {
            if (request.is(word, "nx") && !onlyPresent) {
                onlyNew = true;
            } else if (request.is(word, "xx") && !onlyNew) {
                onlyPresent = true;
            } else if (request.is(word, "get")) {
                answersOld = true;
            } else if (request.is(word, "keepttl") && !hasTime) {
                keepsTime = true;
            } else if (isTime(request, word) && !keepsTime && !hasTime && word + 1 < request.count()) {
                hasTime = true;
                timeWord = word++;
            } else {
                return Errors.SYNTAX;
            }
        }
        return hasTime ? readTime(request, timeWord, nowMillis) : "";
    }

    private static boolean isTime(Request request, int word) {
        return request.is(word, "ex") || request.is(word, "px") || request.is(word, "exat") || request.is(word, "pxat");
    }

    private String readTime(Request request, int word, long nowMillis) {
        if (!request.isInteger(word + 1)) {
            return Errors.NOT_AN_INTEGER;
        }
        var inSeconds = request.is(word, "ex") || request.is(word, "exat");
        var isPoint = request.length(word) == 4;
        var time = request.integer(word + 1);
        var most = inSeconds ? Long.MAX_VALUE / 1000 : Long.MAX_VALUE;
        var millis = inSeconds ? time * 1000 : time;
        if (time <= 0 || time > most || (!isPoint && millis > Long.MAX_VALUE - nowMillis)) {
            return Errors.invalidExpire("set");
        }
        expiresAtMillis = isPoint ? millis : nowMillis + millis;
        return "";
    }
}
