package dev.halcyon.workspace.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.Cancellation;
import dev.halcyon.engine.EngineException;
import dev.halcyon.workspace.query.QueryRefusedException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QueryAdmissionTest {

    private static final long PATIENCE_SECONDS = 30;

    /** A query that was let in, and how it leaves. */
    private record Entered(String owner, Runnable leave) {}

    private final BlockingQueue<Entered> entered = new LinkedBlockingQueue<>();

    private static QueryLimits limits(int total, int perOwner, int queue, Duration wait) {
        QueryLimits standard = QueryLimits.STANDARD;
        return new QueryLimits(
                total,
                perOwner,
                1,
                queue,
                wait,
                standard.maximumRows(),
                standard.maximumBytes(),
                standard.maximumTextLength(),
                standard.usualTime(),
                standard.maximumTime(),
                0);
    }

    /** Sends a query and returns when it waits, or has been let in. */
    private void send(QueryAdmission admission, String owner) throws InterruptedException {
        int waiting = admission.waiting();
        int in = entered.size();
        Thread sender = Thread.ofVirtual()
                .start(() -> entered.add(new Entered(owner, admission.enter(owner, false, new Cancellation()))));
        assertThat(sender.isVirtual()).isTrue();
        while (admission.waiting() == waiting && entered.size() == in) {
            Thread.sleep(1);
        }
    }

    private Entered next() throws InterruptedException {
        Entered next = entered.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    @Test
    void placesGoRoundTheOwnersAndNotAlongTheQueue() throws InterruptedException {
        QueryAdmission admission = new QueryAdmission(limits(1, 1, 100, Duration.ofMinutes(3)));
        Runnable first = admission.enter("eager", false, new Cancellation());
        for (int query = 0; query < 4; query++) {
            send(admission, "eager");
        }
        send(admission, "modest");
        send(admission, "modest");
        send(admission, "late");
        first.run();
        List<String> order = new ArrayList<>();
        for (int query = 0; query < 7; query++) {
            Entered next = next();
            order.add(next.owner());
            next.leave().run();
        }
        assertThat(order.subList(0, 2)).containsExactlyInAnyOrder("modest", "late");
        assertThat(order.subList(2, 4)).containsExactlyInAnyOrder("eager", "modest");
        assertThat(order.subList(4, 7)).containsOnly("eager");
        assertThat(admission.waiting()).isZero();
    }

    @Test
    void whoRunsLessIsServedFirst() throws InterruptedException {
        QueryAdmission admission = new QueryAdmission(limits(3, 3, 100, Duration.ofMinutes(3)));
        List<Runnable> running = new ArrayList<>();
        for (int query = 0; query < 3; query++) {
            running.add(admission.enter("eager", false, new Cancellation()));
        }
        send(admission, "eager");
        send(admission, "modest");
        running.removeLast().run();
        assertThat(next().owner()).isEqualTo("modest");
        running.removeLast().run();
        assertThat(next().owner()).isEqualTo("eager");
    }

    @Test
    void anOwnerHasNoMoreThanItsShareOfPlacesAndOfTheQueue() throws InterruptedException {
        QueryAdmission admission = new QueryAdmission(limits(10, 2, 1, Duration.ofMinutes(3)));
        Runnable place = admission.enter("eager", false, new Cancellation());
        Runnable other = admission.enter("eager", false, new Cancellation());
        send(admission, "eager");
        assertThat(admission.waiting()).isEqualTo(1);
        assertThatThrownBy(() -> admission.enter("eager", false, new Cancellation()))
                .isInstanceOfSatisfying(
                        QueryRefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_REQUESTS));
        admission.enter("modest", false, new Cancellation()).run();
        place.run();
        next().leave().run();
        other.run();
    }

    @Test
    void aWaitEndsWithItsTimeOrItsCancellation() throws InterruptedException {
        QueryAdmission admission = new QueryAdmission(limits(1, 1, 5, Duration.ofMillis(20)));
        Runnable place = admission.enter("one", false, new Cancellation());
        assertThatThrownBy(() -> admission.enter("two", false, new Cancellation()))
                .isInstanceOf(QueryRefusedException.class);
        assertThat(admission.waiting()).isZero();
        QueryAdmission patient = new QueryAdmission(limits(1, 1, 5, Duration.ofMinutes(3)));
        Runnable held = patient.enter("one", false, new Cancellation());
        Cancellation cancellation = new Cancellation();
        BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        Thread waiting = Thread.ofVirtual()
                .uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
                .start(() -> patient.enter("two", false, cancellation).run());
        while (patient.waiting() == 0) {
            Thread.sleep(1);
        }
        cancellation.cancel();
        waiting.join();
        assertThat(failures.take())
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(EngineException.Kind.CANCELLED));
        assertThat(patient.waiting()).isZero();
        held.run();
        patient.enter("two", false, new Cancellation()).run();
        place.run();
    }

    @Test
    void searchesHavePlacesAndAQueueOfTheirOwn() throws InterruptedException {
        QueryAdmission admission = new QueryAdmission(limits(10, 2, 1, Duration.ofMinutes(3)));
        Runnable search = admission.enter("one", true, new Cancellation());
        Thread waits = Thread.ofVirtual()
                .start(() -> entered.add(new Entered("search", admission.enter("one", true, new Cancellation()))));
        while (admission.waiting() == 0) {
            Thread.sleep(1);
        }
        assertThatThrownBy(() -> admission.enter("one", true, new Cancellation()))
                .isInstanceOfSatisfying(
                        QueryRefusedException.class,
                        e -> assertThat(e.getMessage()).startsWith("Too many searches: 1 of a key"));
        Runnable query = admission.enter("one", false, new Cancellation());
        admission.enter("one", false, new Cancellation()).run();
        query.run();
        search.run();
        next().leave().run();
        waits.join();
        assertThat(admission.waiting()).isZero();
    }
}
