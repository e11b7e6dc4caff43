% The questions that the system itself asks about the machine, and what follows from its facts.

% Where a core is. A virtual core is where the CPU is that it is counted to.
online(Core) :- core(Core, online).
core_package(Core, Package) :- core_cpu(Core, Cpu), cpu_thread(Cpu, Package, _, _).
core_node(Core, Node) :- core_cpu(Core, Cpu), cpu_affinity(Cpu, _, Node).
core_kind(Core, Kind) :- core_cpu(Core, Cpu), cpu_kind(Cpu, Kind).
core_speed(Core, Percent) :- core_cpu(Core, Cpu), cpu_speed(Cpu, Known), !, Percent = Known.
core_speed(_, 100).
core_rtt(A, B, Nanos) :- core_cpu(A, X), core_cpu(B, Y), message_rtt(X, Y, Nanos, _, _, _).
shares_cache(A, B, Level) :-
    core_cpu(A, X), core_cpu(B, Y), A \== B,
    cache(Level, Kind, _, _, Cpus), Kind \== instruction, memberchk(X, Cpus), memberchk(Y, Cpus).

% As the original names them.
get_core_id_list(Cores) :- findall(Core, online(Core), All), sort(All, Cores).
get_apic_id_list(Cpus) :- findall(Cpu, cpu(Cpu), All), sort(All, Cpus).
get_system_ram_size(Bytes) :- memory_bytes(Bytes).
local_memory_affinity(Core, Base, Bytes) :- core_node(Core, Node), memory_affinity(Base, Bytes, Node).
ram_closest_to(Core, Base, Bytes) :- core_node(Core, Node), node_near(Node, Near), memory_affinity(Base, Bytes, Near).

% How far two cores are: by what was measured, otherwise by the distance of their memory, otherwise by their packages.
% None of these is asked of a core and itself.
far(A, B, Far) :- A == B, !, Far = 0.
far(A, B, Far) :- core_rtt(A, B, Nanos), !, Far = Nanos.
far(A, B, Far) :- core_node(A, N), core_node(B, M), node_distance(N, M, D), !, Far is 1000 * D.
far(A, B, Far) :- core_package(A, P), core_package(B, P), !, Far = 10000.
far(_, _, 20000).

% The others, the nearest first.
by_distance(From, Cores, Sorted) :-
    findall(Far-Core, (member(Core, Cores), far(From, Core, Far)), Pairs),
    keysort(Pairs, InOrder), pairs_values(InOrder, Sorted).

% Memory nodes, this one first, then the nearer ones.
node_near(Node, Near) :-
    findall(D-N, node_distance(Node, N, D), Pairs), keysort(Pairs, InOrder), member(_-Near, InOrder).

% The boot order: core 0 first, which the others ask; then fast cores before slow ones, and those of near packages before
% those of far ones. Nothing measured counts here, so that a node boots the same way each time.
boot_order([0|Rest]) :-
    findall(key(Slow, Apart)-Core, (core_cpu(Core, _), Core > 0, slow(Core, Slow), apart(0, Core, Apart)), Pairs),
    keysort(Pairs, InOrder), pairs_values(InOrder, Rest).
apart(A, B, Apart) :-
    node_of(A, N), node_of(B, M), distance(N, M, D),
    package_of(A, P), package_of(B, Q), (P == Q -> Apart = D ; Apart is D + 1).
slow(Core, Slow) :- (core_kind(Core, efficiency) -> Slow = 1 ; Slow = 0).

% All cores that are online, those that are close to a device or to a node's memory first.
cores_close_to_memory(Node, Cores) :-
    findall(D-Core, (online(Core), node_of(Core, N), distance(N, Node, D)), Pairs),
    keysort(Pairs, InOrder), pairs_values(InOrder, Cores).
node_of(Core, Node) :- core_node(Core, Known), !, Node = Known.
node_of(_, unknown).
distance(N, M, D) :- node_distance(N, M, Known), !, D = Known.
distance(N, M, D) :- (N == M -> D = 10 ; D = 20).
cores_close_to_device(Address, Cores) :-
    device_cpus(Address, Near),
    findall(Away-Core, (online(Core), core_cpu(Core, Cpu), (memberchk(Cpu, Near) -> Away = 0 ; Away = 1)), Pairs),
    keysort(Pairs, InOrder), pairs_values(InOrder, Cores).
cores_close_to_pci_device(Address, Cores) :- cores_close_to_device(Address, Cores).
device_of_kind(Kind, Address) :- device(Address, Kind, _).
device_of_kind(Kind, Address) :- device_cpus(Address, _), \+ device(Address, _, _), Kind = unknown.

% Where N dispatchers of a domain go: place(How, N, Cores).
%   spread       over packages in turn, the least loaded of each first
%   compact      so that they are near each other
%   near(Core)   so that they are near that one, which is the first of them
%   weighted     where the most speed is free
place(How, N, Cores) :- N > 0, get_core_id_list(All), length(All, Count), N =< Count, place(How, All, N, Cores).
place(spread, All, N, Cores) :-
    findall(P-key(Load, Core), (member(Core, All), package_of(Core, P), load(Core, Load)), Pairs),
    msort(Pairs, Sorted), ranked(Sorted, none, 0, Ranked),
    keysort(Ranked, InOrder), pairs_values(InOrder, Order), take(N, Order, Cores).
place(compact, All, N, Cores) :-
    findall(Sum-Group, (member(Core, All), group(Core, All, N, Group, Sum)), Pairs),
    keysort(Pairs, [_-Cores|_]).
place(near(Core), All, N, Cores) :- by_distance(Core, All, Order), take(N, Order, Cores).
place(weighted, All, N, Cores) :-
    findall(Busy-Core, (member(Core, All), core_speed(Core, S), load(Core, L), Busy is L * S - 100 * S), Pairs),
    keysort(Pairs, InOrder), pairs_values(InOrder, Order), take(N, Order, Cores).
package_of(Core, P) :- core_package(Core, Known), !, P = Known.
package_of(_, 0).
load(Core, Load) :- core_load(Core, Known), !, Load = Known.
load(_, 0).
ranked([], _, _, []).
ranked([P-key(_, Core)|Rest], P, Rank, [key(Rank, P)-Core|Ranked]) :- !, Next is Rank + 1, ranked(Rest, P, Next, Ranked).
ranked([P-key(_, Core)|Rest], _, _, [key(0, P)-Core|Ranked]) :- ranked(Rest, P, 1, Ranked).
group(Core, All, N, Group, Sum) :-
    findall(Far-Other, (member(Other, All), far(Core, Other, Far)), Pairs),
    keysort(Pairs, InOrder), take(N, InOrder, Nearest),
    pairs_values(Nearest, Group), pairs_keys(Nearest, Fars), sum_list(Fars, Sum).

% The original's multicast tree: from the start to the lowest core of each other package and to its own neighbours,
% from each of those to its package's others, the slowest send first. The tree in use is chosen by predicted cost:
% tree_edge(From, To, Nanos).
multicast_tree(Start, Sends) :-
    get_core_id_list(All), package_of(Start, Own),
    findall(P, (member(C, All), package_of(C, P), P \== Own), Ps), sort(Ps, Packages),
    findall(First, (member(P, Packages), in_package(All, P, [First|_])), Firsts),
    in_package(All, Own, Mine), subtract(Mine, [Start], Near),
    append(Firsts, Near, Below), sends(Start, Below, Root),
    findall(S, (member(P, Packages), in_package(All, P, [First|Rest]), sends(First, Rest, Ss), member(S, Ss)), Inner),
    append(Root, Inner, Sends).
in_package(All, P, Cores) :- findall(C, (member(C, All), package_of(C, P)), Cores).
sends(From, Cores, Sends) :-
    by_distance(From, Cores, NearFirst), reverse(NearFirst, FarFirst),
    findall(send(From, To, Far), (member(To, FarFirst), far(From, To, Far)), Sends).

% The other nodes that this cluster knows the way to, the nearest first: by the round trip over the link.
nodes_by_distance(From, Nodes) :-
    findall(Nanos-To, node_link(From, To, _, Nanos), Pairs),
    keysort(Pairs, InOrder), pairs_values(InOrder, Nodes).
% What each node is: how many CPUs it may use, of how many packages.
node_cpus(Node, Count) :- node_fact(Node, datagatherer_done), findall(C, node_fact(Node, cpu_allowed(C)), All), length(All, Count).
