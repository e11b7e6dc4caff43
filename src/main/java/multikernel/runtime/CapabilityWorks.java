package multikernel.runtime;

import akka.util.ByteString;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.ObjectId;
import multikernel.memory.View;
import multikernel.ownership.Request;
import org.jspecify.annotations.Nullable;

/** Does on a core's thread what threads that are no core want of its capabilities. */
record CapabilityWorks(CapabilityPlane plane) {

    /** Bytes that go through a view at once: a copy cannot be stopped for a safepoint. */
    private static final int BYTES_MAX = 1 << 16;

    void work(CapabilityWork work, Consumer<CapabilityReply> reply) {
        switch (work) {
            case CapabilityWork.Ask ask -> ask(ask, reply);
            case CapabilityWork.Read read -> reply.accept(read(read));
            case CapabilityWork.Write write -> reply.accept(write(write));
            case CapabilityWork.See see -> reply.accept(see());
        }
    }

    private void ask(CapabilityWork.Ask ask, Consumer<CapabilityReply> reply) {
        var address = address(ask.request());
        if (address != null && ask.names().isPresent() && !names(ask.domain(), address, ask.names())) {
            reply.accept(refused(Refusal.NO_SUCH_CAPABILITY, address.toString()));
            return;
        }
        plane.ask(
                plane.newOperation(),
                ask.domain(),
                ask.request(),
                answered -> reply.accept(new CapabilityReply.Ended(answered.outcome(), answered.placed())));
    }

    private boolean names(String domain, Address address, Optional<ObjectId> object) {
        return plane.at(domain, address).map(each -> each.object().id()).equals(object);
    }

    private static @Nullable Address address(Request request) {
        return switch (request) {
            case Request.Allocate allocate -> null;
            case Request.Copy(var address, var to, var domain) -> address;
            case Request.Mint(var address, var rights) -> address;
            case Request.Retype(var address, var offset, var type, var count, var bytes) -> address;
            case Request.Move(var address, var to, var domain) -> address;
            case Request.MapOn(var address, var cores, var write) -> address;
            case Request.Unmap(var address) -> address;
            case Request.Revoke(var address) -> address;
            case Request.Delete(var address) -> address;
            case Request.Subscribe(var address) -> address;
            case Request.Identify(var address) -> address;
        };
    }

    private CapabilityReply read(CapabilityWork.Read read) {
        long began = System.nanoTime();
        var view = plane.views().at(read.object(), read.domain());
        if (view == null) {
            return refusedBytes(Refusal.NOT_MAPPED, read.object().toString());
        }
        if (isBeyond(view, read.offset(), read.bytes())) {
            return refusedBytes(Refusal.OUT_OF_RANGE, range(read.offset(), read.bytes(), view));
        }
        var bytes = new byte[read.bytes()];
        MemorySegment.ofArray(bytes).copyFrom(view.segment().asSlice(read.offset(), read.bytes()));
        return new CapabilityReply.Bytes(done(began), ByteString.fromArray(bytes));
    }

    private CapabilityReply write(CapabilityWork.Write write) {
        long began = System.nanoTime();
        var view = plane.views().at(write.object(), write.domain());
        int bytes = write.bytes().size();
        if (view == null) {
            return refused(Refusal.NOT_MAPPED, write.object().toString());
        }
        if (!view.isWritable()) {
            return refused(Refusal.READ_ONLY, write.object().toString());
        }
        if (isBeyond(view, write.offset(), bytes)) {
            return refused(Refusal.OUT_OF_RANGE, range(write.offset(), bytes, view));
        }
        view.segment()
                .asSlice(write.offset(), bytes)
                .copyFrom(MemorySegment.ofArray(write.bytes().toArray()));
        return new CapabilityReply.Ended(done(began), List.of());
    }

    private static boolean isBeyond(View view, long offset, int bytes) {
        long size = view.segment().byteSize();
        return offset < 0 || bytes < 0 || bytes > BYTES_MAX || offset > size - bytes;
    }

    private static String range(long offset, int bytes, View view) {
        return bytes + " bytes at " + offset + " of " + view.segment().byteSize() + "; at most " + BYTES_MAX
                + " at once";
    }

    private Outcome.Done done(long beganNanos) {
        OperationId operation = plane.newOperation();
        return new Outcome.Done(operation, (System.nanoTime() - beganNanos) / 1000);
    }

    private CapabilityReply see() {
        var site = plane.site();
        var ownership = plane.ownership();
        return new CapabilityReply.Seen(
                site.core(), site.incarnation(), ownership.slots(), ownership.objects(), ownership.availableBytes());
    }

    private static CapabilityReply refused(Refusal refusal, String detail) {
        return new CapabilityReply.Ended(new Outcome.Refused(refusal, detail), List.of());
    }

    private static CapabilityReply refusedBytes(Refusal refusal, String detail) {
        return new CapabilityReply.Bytes(new Outcome.Refused(refusal, detail), ByteString.emptyByteString());
    }
}
