package multikernel.bench;

import akka.serialization.ByteBufferSerializer;
import akka.serialization.JSerializer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Seven words without a manifest, written where Artery wants them: as little as a serializer can do. */
public final class ParcelSerializer extends JSerializer implements ByteBufferSerializer {

    private static final int IDENTIFIER = 7_301;
    private static final int BYTES = Pipe.WORDS * Long.BYTES;

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public boolean includeManifest() {
        return false;
    }

    @Override
    public void toBinary(Object message, ByteBuffer into) {
        var parcel = (Parcel) message;
        into.order(ByteOrder.LITTLE_ENDIAN).putLong(parcel.value()).putLong(parcel.isLast() ? 1 : 0);
        for (int word = 2; word < Pipe.WORDS; word++) {
            into.putLong(parcel.value() + word);
        }
    }

    @Override
    public Object fromBinary(ByteBuffer from, String manifest) {
        from.order(ByteOrder.LITTLE_ENDIAN);
        var value = from.getLong();
        var isLast = from.getLong() == 1;
        for (int word = 2; word < Pipe.WORDS; word++) {
            if (from.getLong() != value + word) {
                throw new IllegalArgumentException("a parcel is damaged");
            }
        }
        return new Parcel(value, isLast);
    }

    @Override
    public byte[] toBinary(Object message) {
        var bytes = new byte[BYTES];
        toBinary(message, ByteBuffer.wrap(bytes));
        return bytes;
    }

    @Override
    public Object fromBinaryJava(byte[] bytes, @Nullable Class<?> manifest) {
        return fromBinary(ByteBuffer.wrap(bytes), "");
    }
}
