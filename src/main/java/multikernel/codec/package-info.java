/**
 * A message interface (a sealed interface of records) to cache lines and back.
 *
 * <p>The interface is its own description. {@link multikernel.codec.Codec} derives from it, once, a hidden class beside
 * the interface's owner that calls the records' accessors and constructors directly; nothing is looked up while a
 * message goes through. A message is the number of its record, in the order of declaration, and its components in
 * theirs, without names: a flag or a byte is 1 byte, a short or a char 2, a float 4, a double 8, a constant its
 * ordinal, a string, octets ({@link multikernel.codec.Bytes}) or a collection its length and what is in it, an optional
 * a flag and its value, an int or a long as many bytes as it needs. Numbers are little endian and each has one form
 * ({@code Wire}): most are small counters, and what fits 56 bytes costs one line. A record in another adds no byte.
 *
 * <p>Every text and collection has a maximum, by {@link multikernel.codec.Max} or by
 * {@link multikernel.codec.CodecLimits}, and so has the message. Beyond one, the sender is told
 * ({@link multikernel.codec.TooLarge}, nothing is sent); the receiver refuses. Decoding is total: any bytes are a
 * message or one {@link multikernel.codec.BadMessage} with its kind; a length is believed only as far as bytes are
 * there. A line is copied before it is looked at, so a peer that changes it meanwhile gains nothing. A shape has a
 * fingerprint over names, order, types and maxima, with the version of the format in its highest byte: two ends compare
 * it when their channel opens, and no message carries it.
 *
 * <p>{@link multikernel.codec.Outgoing} and {@link multikernel.codec.Incoming} put messages into lines and lines
 * together, {@link multikernel.codec.Calls} and {@link multikernel.codec.Stub} wait for replies.
 *
 * <p>Floor 1. Invariants: everything here that has a buffer belongs to one thread; encoding allocates nothing, decoding
 * the message and nothing that stays (of a set's or map's iterator, what the compiler leaves). The records of a message
 * copy their collections themselves, from a list, set or map that nobody can change.
 *
 * <p>Deliberately absent: fields that may be missing and conversions between versions (both ends are of one build, or
 * the channel does not open), recursive records (a message would have no bound; a tree is a list with the index of each
 * parent), arrays and other things that can change, null, the order of sets and maps, compression, and taking a
 * capability to where the message goes: a codec writes what stands in its place
 * ({@link multikernel.codec.CapabilityRef}), and only where whoever carries the message says that it does that.
 */
@NullMarked
package multikernel.codec;

import org.jspecify.annotations.NullMarked;
