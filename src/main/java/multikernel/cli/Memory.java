package multikernel.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The group {@code memory}. */
@Command(
        name = "memory",
        description = "Capabilities to off-heap memory, as the domain 'operator' holds them.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "REF is what the node calls a capability: 'multikernel memory tree' lists them. It means that one"
                    + " copy, as long as it is there and the node runs. Numbers of bytes may be written 4096, 4k,"
                    + " 1M or 1G, by powers of 1024.",
            "",
            "Example, a frame that two cores share:",
            "  ram=$(multikernel memory allocate 64k | head -n 1)",
            "  frame=$(multikernel memory retype $ram --type frame --bytes 4k | head -n 1)",
            "  multikernel memory map $frame --cores 0,1 --access write",
            "  multikernel memory write $frame --core 0 --offset 0 --hex c0ffee",
            "  multikernel memory read $frame --core 1 --offset 0 --bytes 16",
            "  multikernel memory unmap $frame",
            "  multikernel memory revoke $ram",
            "  multikernel memory delete $ram"
        })
final class Memory {

    private Memory() {}

    static CommandLine group(Map<String, String> environment) {
        return new CommandLine(new Memory())
                .addSubcommand(new MemoryAllocate(environment))
                .addSubcommand(new MemoryRetype(environment))
                .addSubcommand(described(
                        "copy",
                        "Puts a copy into the table of another core, of this node or of another (NODE/N). There it is a"
                                + " name: a frame is read and written from there by messages, and divided, mapped,"
                                + " moved and revoked here alone.",
                        " --core 1",
                        new MemoryGive("copy", environment)))
                .addSubcommand(new MemoryMint(environment))
                .addSubcommand(described(
                        "move",
                        "Moves this copy into the table of another core of its node. REF ends with it; the answer has"
                                + " the new one.",
                        " --core 1",
                        new MemoryGive("move", environment)))
                .addSubcommand(new MemoryMap(environment))
                .addSubcommand(new MemoryRead(environment))
                .addSubcommand(new MemoryWrite(environment))
                .addSubcommand(described(
                        "unmap",
                        "Closes every view of a frame on every core; ends after the last one is closed.",
                        "",
                        new MemoryEnd("unmap", environment, MemoryViews::unmapped)))
                .addSubcommand(described(
                        "revoke",
                        "Ends every other copy of the object, everything made from it, and all their views.",
                        "",
                        new MemoryEnd("revoke", environment, MemoryViews::revoked)))
                .addSubcommand(described(
                        "delete",
                        "Ends this copy; with the last one the memory goes back to the memory server.",
                        "",
                        new MemoryEnd("delete", environment, MemoryViews::deleted)))
                .addSubcommand(new MemoryShow(environment))
                .addSubcommand(tree(environment));
    }

    private static CommandLine described(String name, String description, String options, Object command) {
        var line = new CommandLine(command);
        line.getCommandSpec().name(name).usageMessage().description(description);
        line.getCommandSpec().usageMessage().footer("", "Example:", "  multikernel memory " + name + " REF" + options);
        return line;
    }

    private static CommandLine tree(Map<String, String> environment) {
        var line = new CommandLine(new Reading(environment, MemoryOptions.PATH, MemoryTree::draw));
        line.getCommandSpec()
                .name("tree")
                .usageMessage()
                .description("Draws what was made from what, and every copy of it.");
        line.getCommandSpec()
                .usageMessage()
                .footer(
                        "",
                        "RIGHTS: r to map and read, w to write, g to grant, i to be identified. CORE has the copy,"
                                + " OWNER",
                        "orders what happens to the object, COPIES is how many there are, MAPPED the cores that see"
                                + " it.",
                        "'frame of NODE' is another node's memory; '> frame' is a name of this copy on another node.",
                        "",
                        "Example:",
                        "  multikernel memory tree --json");
        return line;
    }
}
