package multikernel.runtime;

import java.nio.file.Path;
import java.util.List;
import multikernel.hardware.Cpu;
import multikernel.hardware.Machine;
import multikernel.metrics.NodeMeters;
import multikernel.settings.Settings;

/**
 * What a node is made of before its first core starts.
 *
 * @param placement the CPU of each core, in the order of cores; empty where cores are virtual
 */
public record NodeSetup(
        Settings settings,
        int cores,
        Machine machine,
        List<Cpu> placement,
        NodeBoard board,
        NodeMeters meters,
        DispatcherFactories factories,
        Path data) {}
