package multikernel.network.cluster;

import akka.serialization.SerializerWithStringManifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.TreeMap;
import multikernel.base.LinkAddress;

/** {@link NodeWords} as bytes: a number of entries, and each as Java writes text and numbers. */
public final class NodeWordsSerializer extends SerializerWithStringManifest {

    private static final int IDENTIFIER = 7_301;
    private static final String WHAT_WAS = "w1";
    private static final String PAST = "p1";
    private static final String ANSWERS = "a1";
    private static final int PORT_MAX = 65_535;

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object words) {
        return switch ((NodeWords) words) {
            case NodeWords.WhatWas asked -> WHAT_WAS;
            case NodeWords.Past past -> PAST;
            case NodeWords.Answers answers -> ANSWERS;
        };
    }

    @Override
    public byte[] toBinary(Object words) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            switch ((NodeWords) words) {
                case NodeWords.WhatWas asked -> {
                    out.writeUTF(asked.address());
                    out.writeLong(asked.number());
                }
                case NodeWords.Answers(LinkAddress links) -> {
                    out.writeUTF(links.node());
                    out.writeInt(links.incarnation());
                    out.writeUTF(links.host());
                    out.writeInt(links.port());
                }
                case NodeWords.Past past -> {
                    out.writeInt(past.sums().size());
                    for (var sum : past.sums().entrySet()) {
                        out.writeUTF(sum.getKey());
                        out.writeInt(sum.getValue());
                    }
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var words =
                    switch (manifest) {
                        case WHAT_WAS -> new NodeWords.WhatWas(in.readUTF(), in.readLong());
                        case PAST -> past(in);
                        case ANSWERS -> answers(in);
                        default -> throw new NotSerializableException("no words of a node are called " + manifest);
                    };
            if (in.available() > 0) {
                throw new NotSerializableException("words of a node, and " + in.available() + " bytes more");
            }
            return words;
        } catch (NotSerializableException refused) {
            throw refused;
        } catch (EOFException broken) {
            throw new NotSerializableException("words of a node that end too early, " + bytes.length + " bytes");
        } catch (IOException broken) {
            throw new NotSerializableException("words of a node that are no text, " + bytes.length + " bytes");
        }
    }

    private static NodeWords answers(DataInputStream in) throws IOException {
        var links = new LinkAddress(in.readUTF(), in.readInt(), in.readUTF(), in.readInt());
        if (links.incarnation() < 1 || links.port() < 1 || links.port() > PORT_MAX) {
            throw new NotSerializableException("no start of a node, or no port: " + links);
        }
        return new NodeWords.Answers(links);
    }

    /** No more entries are believed in than there are bytes. */
    private static NodeWords past(DataInputStream in) throws IOException {
        var sums = new TreeMap<String, Integer>();
        var count = in.readInt();
        if (count < 0) {
            throw new NotSerializableException("words of a node with " + count + " names");
        }
        for (var left = count; left > 0; left--) {
            var name = in.readUTF();
            var sum = in.readInt();
            if (sum < 1) {
                throw new NotSerializableException("a name with the sum " + sum);
            }
            if (sums.put(name, sum) != null) {
                throw new NotSerializableException("words of a node with the name " + name + " twice");
            }
        }
        return new NodeWords.Past(sums);
    }
}
