package multikernel.cpudriver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.cpudriver.DriverEffect.AllDrained;
import multikernel.cpudriver.DriverEffect.AskToDrain;
import multikernel.cpudriver.DriverEffect.DrainerRefused;
import multikernel.cpudriver.DriverEffect.Spawn;
import multikernel.cpudriver.DriverEffect.Stop;
import org.junit.jupiter.api.Test;

class DispatchersTest {

    private static final DomainSpec SHOP = spec("shop", "web");
    private static final DomainSpec OTHER_SHOP = spec("shop", "database");
    private static final DomainSpec STOCK = spec("stock", "database");

    private final Dispatchers dispatchers = new Dispatchers(3);

    @Test
    void shouldSpawnWhatStartsAndStopWhatEndsWhereThereIsNothingToDrain() {
        then(start(SHOP), new Spawn(SHOP));
        then(end("shop"), new Stop("shop"));
        then(gone("shop"));
        then(start(SHOP), new Spawn(SHOP));
    }

    @Test
    void shouldStopADispatcherOnlyAfterEveryDrainerHasAnswered() {
        running(SHOP, 1, 2);
        then(end("shop"), new AskToDrain(1, 1), new AskToDrain(2, 2));
        then(drained(2));
        then(drained(1), new Stop("shop"));
    }

    @Test
    void shouldStartASuccessorOnlyOnceTheNameIsFree() {
        running(SHOP, 1);
        then(end("shop"), new AskToDrain(1, 1));
        then(start(OTHER_SHOP));
        then(drained(1), new Stop("shop"));
        then(gone("shop"), new Spawn(OTHER_SHOP));
        then(end("shop"), new Stop("shop"));
        then(start(SHOP));
        then(gone("shop"), new Spawn(SHOP));
    }

    @Test
    void shouldTakeTheLastWordAboutANameThatIsNotFree() {
        running(SHOP, 1);
        end("shop");
        start(OTHER_SHOP);
        then(end("shop"));
        then(drained(1), new Stop("shop"));
        then(start(OTHER_SHOP));
        then(start(SHOP));
        then(gone("shop"), new Spawn(SHOP));
    }

    @Test
    void shouldNotStartASuccessorThatHasEndedBeforeItStarted() {
        running(SHOP);
        end("shop");
        start(OTHER_SHOP);
        then(end("shop"));
        then(gone("shop"));
        then(start(SHOP), new Spawn(SHOP));
    }

    @Test
    void shouldAskNobodyTwiceWhenADomainEndsTwice() {
        running(SHOP, 1);
        end("shop");
        then(end("shop"));
        then(drained(1), new Stop("shop"));
        then(end("shop"));
    }

    @Test
    void shouldDoNothingAtAnEndThatConcernsOtherCores() {
        then(end("shop"));
        then(gone("shop"));
    }

    @Test
    void shouldLeaveADispatcherAloneThatIsToStartAsItIs() {
        running(SHOP);
        then(start(SHOP));
        then(gone("shop"));
    }

    @Test
    void shouldReplaceADispatcherThatIsToStartAsSomethingElse() {
        running(SHOP);
        then(start(OTHER_SHOP), new Stop("shop"));
        then(gone("shop"), new Spawn(OTHER_SHOP));
    }

    @Test
    void shouldForgetADispatcherThatHasEndedByItselfUntilItsDomainStartsAgain() {
        running(SHOP, 1);
        then(gone("shop"));
        then(end("shop"));
        then(start(SHOP), new Spawn(SHOP));
        then(end("shop"), new Stop("shop"));
    }

    @Test
    void shouldStartTheSuccessorOfADispatcherThatEndsByItselfWhileItDrains() {
        running(SHOP, 1);
        end("shop");
        start(OTHER_SHOP);
        then(gone("shop"), new Spawn(OTHER_SHOP));
        register("shop", 2);
        then(end("shop"), new AskToDrain(2, 2));
        then(drained(1));
        then(drained(2), new Stop("shop"));
    }

    @Test
    void shouldAskADrainerOnceThatRegisteredAgainAfterARestart() {
        running(SHOP, 1);
        register("shop", 1);
        then(end("shop"), new AskToDrain(1, 1));
        then(drained(1), new Stop("shop"));
    }

    @Test
    void shouldNotAskADrainerThatHasEnded() {
        running(SHOP, 1, 2);
        then(drainerGone(1));
        then(end("shop"), new AskToDrain(2, 1));
    }

    @Test
    void shouldNotWaitForADrainerThatEndsAfterItWasAsked() {
        running(SHOP, 1);
        end("shop");
        then(drainerGone(1), new Stop("shop"));
        then(drained(1));
    }

    @Test
    void shouldAskADrainerAtOnceThatComesWhileItsDispatcherDrains() {
        running(SHOP, 1);
        end("shop");
        then(register("shop", 2), new AskToDrain(2, 2));
        then(drainerGone(1));
        then(drained(2), new Stop("shop"));
        then(register("shop", 3));
    }

    @Test
    void shouldAskADrainerAnewThatRestartsBeforeItHasAnswered() {
        running(SHOP, 1);
        end("shop");
        then(register("shop", 1), new AskToDrain(1, 2));
        then(drained(1));
        then(drained(2), new Stop("shop"));
    }

    @Test
    void shouldRefuseMoreDrainersThanADispatcherMayHaveButNotCountTheDead() {
        running(SHOP, 1, 2, 3);
        then(register("shop", 4), new DrainerRefused("shop", 3));
        drainerGone(2);
        then(register("shop", 4));
        then(end("shop"), new AskToDrain(1, 1), new AskToDrain(3, 2), new AskToDrain(4, 3));
    }

    @Test
    void shouldEndADispatcherThatRestartsAgainAndAgainWhileItDrains() {
        running(SHOP, 1);
        end("shop");
        register("shop", 2);
        register("shop", 3);
        then(register("shop", 4), new DrainerRefused("shop", 3));
        drained(1);
        drained(2);
        then(drained(3), new Stop("shop"));
    }

    @Test
    void shouldAnswerAtOnceWhereThereIsNothingToDrain() {
        then(drainAll(), new AllDrained());
        then(drainAll(), new AllDrained());
    }

    @Test
    void shouldAnswerAfterTheLastDrainerAndLeaveEveryoneRunning() {
        running(SHOP, 1);
        running(STOCK, 2);
        then(drainAll(), new AskToDrain(1, 1), new AskToDrain(2, 2));
        then(drained(2));
        then(drained(1), new AllDrained());
        then(drainAll(), new AllDrained());
    }

    @Test
    void shouldWaitForADispatcherThatDrainedAlreadyAndAskItNoMore() {
        running(SHOP, 1);
        running(STOCK, 2);
        end("shop");
        then(drainAll(), new AskToDrain(2, 2));
        then(drainAll());
        then(drained(2));
        then(drained(1), new Stop("shop"), new AllDrained());
    }

    @Test
    void shouldAnswerWhenWhatWasToDrainHasEndedByItself() {
        running(SHOP, 1);
        drainAll();
        then(gone("shop"), new AllDrained());
    }

    @Test
    void shouldStopADispatcherThatEndsWhileOrAfterItsCoreDrains() {
        running(SHOP, 1);
        running(STOCK);
        drainAll();
        then(end("shop"));
        then(end("stock"), new Stop("stock"));
        then(drained(1), new Stop("shop"), new AllDrained());
    }

    @Test
    void shouldStartNothingAnyMoreOnACoreThatDrains() {
        running(SHOP);
        end("shop");
        start(OTHER_SHOP);
        drainAll();
        then(gone("shop"));
        then(start(STOCK));
    }

    private void running(DomainSpec domain, int... drainers) {
        start(domain);
        for (int drainer : drainers) {
            register(domain.name(), drainer);
        }
    }

    private List<DriverEffect> start(DomainSpec domain) {
        return dispatchers.on(new DriverEvent.Start(domain));
    }

    private List<DriverEffect> end(String domain) {
        return dispatchers.on(new DriverEvent.End(domain));
    }

    private List<DriverEffect> gone(String domain) {
        return dispatchers.on(new DriverEvent.Gone(domain));
    }

    private List<DriverEffect> register(String domain, int drainer) {
        return dispatchers.on(new DriverEvent.DrainerRegistered(domain, drainer));
    }

    private List<DriverEffect> drainerGone(int drainer) {
        return dispatchers.on(new DriverEvent.DrainerGone(drainer));
    }

    private List<DriverEffect> drained(long ticket) {
        return dispatchers.on(new DriverEvent.Drained(ticket));
    }

    private List<DriverEffect> drainAll() {
        return dispatchers.on(new DriverEvent.DrainAll());
    }

    private static void then(List<DriverEffect> effects, DriverEffect... expected) {
        assertEquals(List.of(expected), effects);
    }

    private static DomainSpec spec(String name, String kind) {
        return new DomainSpec(name, kind, List.of(CoreId.of(0)), 0, Map.of());
    }
}
