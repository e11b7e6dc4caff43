package multikernel.codec;

/** What {@link Codec} generates for an interface; it is a class of the owner's package. */
public interface Translation {

    void encode(Object message, Writer to);

    Object decode(Reader from) throws BadMessage;
}
