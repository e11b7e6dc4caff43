package multikernel.service;

import java.util.List;
import java.util.Optional;
import multikernel.base.AgreementReading;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.CoreState;
import multikernel.base.CountReading;
import multikernel.base.OperationId;
import multikernel.base.OperationReading;
import multikernel.base.PartitionReading;
import multikernel.base.Pinning;
import multikernel.base.RequestReading;

/** What can be read of a node of two cores. */
final class FakeReadings {

    private FakeReadings() {}

    static CountReading counts() {
        return new CountReading(
                List.of(new OperationReading(CoreId.of(1), "unmap", false, 1, 1_500_000, 4, 1, 0, 12_345, 98_765)),
                List.of(new RequestReading("web", CoreId.of(0), 10, 1, 0, 0, 55_000, 1_200_000)),
                List.of(
                        new AgreementReading(
                                new OperationId(CoreId.of(1), 2, 9),
                                "unmap",
                                "operator",
                                CoreId.of(1),
                                1_500_000,
                                Optional.of(CoreId.of(0)),
                                3,
                                List.of(CoreId.of(1)),
                                true),
                        new AgreementReading(
                                new OperationId(CoreId.of(0), 1, 4),
                                "spawn",
                                "web",
                                CoreId.of(0),
                                900_000,
                                Optional.empty(),
                                0,
                                List.of(),
                                false)),
                somePartitions());
    }

    private static List<PartitionReading> somePartitions() {
        return List.of(
                new PartitionReading(
                        "store",
                        0,
                        CoreId.of(0),
                        "node-1",
                        PartitionReading.Role.OWNER,
                        3,
                        List.of("node-1", "node-2"),
                        List.of()),
                new PartitionReading(
                        "store",
                        1,
                        CoreId.of(1),
                        "",
                        PartitionReading.Role.REPLICA,
                        7,
                        List.of("node-1", "node-2"),
                        List.of("node-2")));
    }

    static List<CoreReading> twoCores() {
        return List.of(
                new CoreReading(
                        CoreId.of(0),
                        "node-1",
                        1,
                        0,
                        Pinning.PINNED,
                        0,
                        0,
                        "performance",
                        CoreState.ONLINE,
                        0.12345,
                        3,
                        1,
                        10,
                        90,
                        "core-0"),
                new CoreReading(
                        CoreId.of(1),
                        "node-1",
                        2,
                        -1,
                        Pinning.NOT_PERMITTED,
                        -1,
                        -1,
                        "unknown",
                        CoreState.STUCK,
                        1.0,
                        2,
                        0,
                        5,
                        5,
                        "core-1.2"));
    }
}
