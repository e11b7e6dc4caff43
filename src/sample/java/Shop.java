import akka.actor.AbstractActor;
import akka.actor.Props;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;

/**
 * An Akka application as there are many: two typed actors and a classic one. It knows nothing of cores; the
 * {@code application.conf} beside it puts them there. Built by {@code mvn package}, it runs so:
 *
 * <pre>
 * java -cp 'src/sample/resources:target/multikernel/lib/*' src/sample/java/Shop.java
 * </pre>
 */
public final class Shop {

    record Order(String item, ActorRef<Shipped> replyTo) {}

    record Shipped(String item) {}

    private static void say(String who) {
        System.out.println(who + " on " + Thread.currentThread().getName());
    }

    private static Behavior<Order> warehouse() {
        return Behaviors.receiveMessage(order -> {
            say("warehouse, typed,");
            order.replyTo().tell(new Shipped(order.item()));
            return Behaviors.same();
        });
    }

    private static Behavior<Shipped> customer() {
        return Behaviors.setup(context -> {
            var till = Adapter.actorOf(context, Props.create(Till.class, Till::new), "till");
            var warehouse = context.spawn(warehouse(), "warehouse");
            warehouse.tell(new Order("tea", context.getSelf()));
            return Behaviors.receiveMessage(shipped -> {
                say("customer, typed,");
                till.tell(shipped, akka.actor.ActorRef.noSender());
                return Behaviors.same();
            });
        });
    }

    private static final class Till extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Shipped.class, shipped -> {
                        say("till, classic,");
                        getContext().getSystem().terminate();
                    })
                    .build();
        }
    }

    public static void main(String[] arguments) {
        ActorSystem.create(customer(), "shop");
    }
}
