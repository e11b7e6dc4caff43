% What users of the language expect to be there, in the language itself.

once(G) :- call(G), !.
ignore(G) :- call(G), !.
ignore(_).
forall(C, A) :- \+ (call(C), \+ call(A)).

append([], L, L).
append([X|L], M, [X|N]) :- append(L, M, N).
member(X, [Y|L]) :- member_(L, X, Y).
member_(_, X, X).
member_([Y|L], X, _) :- member_(L, X, Y).
memberchk(X, L) :- member(X, L), !.
select(X, [X|L], L).
select(X, [Y|L], [Y|M]) :- select(X, L, M).
subtract([], _, []).
subtract([X|L], M, N) :- memberchk(X, M), !, subtract(L, M, N).
subtract([X|L], M, [X|N]) :- subtract(L, M, N).
intersection([], _, []).
intersection([X|L], M, [X|N]) :- memberchk(X, M), !, intersection(L, M, N).
intersection([_|L], M, N) :- intersection(L, M, N).
reverse(L, R) :- reverse_(L, [], R).
reverse_([], R, R).
reverse_([X|L], A, R) :- reverse_(L, [X|A], R).
last([X], X) :- !.
last([_|L], X) :- last(L, X).
nth0(N, L, X) :- nth_(L, X, 0, N).
nth1(N, L, X) :- nth_(L, X, 1, N).
nth_([X|_], X, N, N).
nth_([_|L], X, M, N) :- K is M + 1, nth_(L, X, K, N).
permutation([], []).
permutation(L, [X|P]) :- select(X, L, M), permutation(M, P).
take(0, _, []) :- !.
take(_, [], []) :- !.
take(N, [X|L], [X|M]) :- K is N - 1, take(K, L, M).

maplist(_, []).
maplist(G, [X|L]) :- call(G, X), maplist(G, L).
maplist(_, [], []).
maplist(G, [X|L], [Y|M]) :- call(G, X, Y), maplist(G, L, M).
include(_, [], []).
include(G, [X|L], [X|M]) :- call(G, X), !, include(G, L, M).
include(G, [_|L], M) :- include(G, L, M).
exclude(_, [], []).
exclude(G, [X|L], M) :- call(G, X), !, exclude(G, L, M).
exclude(G, [X|L], [X|M]) :- exclude(G, L, M).
foldl(_, [], A, A).
foldl(G, [X|L], A, C) :- call(G, X, A, B), foldl(G, L, B, C).

sum_list(L, S) :- sum_(L, 0, S).
sum_([], S, S).
sum_([X|L], A, S) :- B is A + X, sum_(L, B, S).
max_list([X|L], M) :- max_(L, X, M).
max_([], M, M).
max_([X|L], A, M) :- B is max(A, X), max_(L, B, M).
min_list([X|L], M) :- min_(L, X, M).
min_([], M, M).
min_([X|L], A, M) :- B is min(A, X), min_(L, B, M).
numlist(L, H, []) :- L > H, !.
numlist(L, H, [L|T]) :- K is L + 1, numlist(K, H, T).

pairs_values([], []).
pairs_values([_-V|P], [V|L]) :- pairs_values(P, L).
pairs_keys([], []).
pairs_keys([K-_|P], [K|L]) :- pairs_keys(P, L).

% One answer for each value of the variables that are neither in the template nor said with ^ not to matter.
bagof(T, G, L) :-
    free_of(G, T, F, B), term_variables(F, V), term_variables(B, C), without(V, C, W),
    (   W == [] -> findall(T, F, L), L \== []
    ;   findall(W-T, F, P), keysort(P, Q), groups(Q, R), member(W-L, R)
    ).
setof(T, G, S) :- bagof(T, G, L), sort(L, S).
free_of(G, B, G, B) :- var(G), !.
free_of(V^G, B, F, C) :- !, free_of(G, B-V, F, C).
free_of(G, B, G, B).
without([], _, []).
without([V|L], C, M) :- among(C, V), !, without(L, C, M).
without([V|L], C, [V|M]) :- without(L, C, M).
among([W|_], V) :- W == V, !.
among([_|L], V) :- among(L, V).
groups([], []).
groups([K-V|P], [K-[V|L]|R]) :- same(P, K, L, Q), groups(Q, R).
same([J-V|P], K, [V|L], Q) :- J == K, !, same(P, K, L, Q).
same(P, _, [], P).
_^G :- call(G).

aggregate_all(count, G, N) :- !, findall(x, G, L), length(L, N).
aggregate_all(sum(X), G, S) :- !, findall(X, G, L), sum_list(L, S).
aggregate_all(max(X), G, M) :- !, findall(X, G, L), max_list(L, M).
aggregate_all(min(X), G, M) :- !, findall(X, G, L), min_list(L, M).
aggregate_all(bag(X), G, L) :- !, findall(X, G, L).
aggregate_all(set(X), G, S) :- findall(X, G, L), sort(L, S).
