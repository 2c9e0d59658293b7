package dev.halcyon.server.azure.query;

import dev.halcyon.engine.Cancellation;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.query.QueryRequest;
import dev.halcyon.workspace.query.RunningQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /v1/$batch} (query.md section 6): members run side by side, as many as one owner may run, and are answered
 * in the order in which they end. A finished answer waits in a {@link SpooledAnswer}, so a batch costs bounded memory.
 */
final class BatchRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRoutes.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OK = 200;

    private final Workspace workspace;
    private final WorkspaceAccess access;
    private final QueryRequests requests;

    /** A member that has ended. */
    private record Ended(String id, int status, Map<String, String> headers, SpooledAnswer body) {}

    /** A member that was read and whose sender was checked, in the thread of the request. */
    private record Prepared(
            String id, PreferHeader prefer, Optional<QueryRequest> request, Optional<HttpProblem> refusal) {}

    BatchRoutes(Workspace workspace, WorkspaceAccess access, QueryRequests requests) {
        this.workspace = workspace;
        this.access = access;
        this.requests = requests;
    }

    List<Route> routes() {
        return List.of(Route.of("/v1/$batch", this::answer, "POST"));
    }

    private void answer(Exchange exchange) throws IOException {
        access.reader(exchange);
        List<BatchMember> members = BatchMember.read(QueryMessage.json(exchange));
        new Run(exchange.requestId(), exchange.clientRequestId())
                .answer(
                        exchange,
                        members.stream()
                                .map(member -> prepared(exchange, member))
                                .toList());
    }

    private Prepared prepared(Exchange exchange, BatchMember member) {
        try {
            QueryMessage message = member.message(exchange.host());
            QueryRequest request =
                    requests.read(message, access.reader(exchange, member.workspace()), Optional.empty());
            return new Prepared(member.id(), message.prefer(), Optional.of(request), Optional.empty());
        } catch (HttpProblem problem) {
            return new Prepared(member.id(), PreferHeader.parse(""), Optional.empty(), Optional.of(problem));
        }
    }

    /** One batch under way. */
    private final class Run {
        private final String requestId;
        private final Cancellation cancellation = new Cancellation();
        private final String clientId;
        private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
        private final Semaphore places =
                new Semaphore(workspace.queries().limits().concurrentPerOwner());
        private volatile boolean cancelled;

        Run(String requestId, String clientId) {
            this.requestId = requestId;
            this.clientId = clientId;
        }

        void answer(Exchange exchange, List<Prepared> members) throws IOException {
            int taken = 0;
            boolean complete = false;
            members.forEach(member -> Thread.ofVirtual().start(() -> run(member)));
            try (Exchange.Watch _ = exchange.whenClientGoes(this::cancel);
                    OutputStream out = exchange.stream(OK, Exchange.JSON)) {
                write("{\"responses\":[", out);
                while (taken < members.size()) {
                    Ended member = ended.take();
                    try {
                        write(taken == 0 ? "" : ",", out);
                        write(member, out);
                    } finally {
                        taken++;
                        member.body().discard();
                        places.release();
                    }
                }
                write("]}", out);
                complete = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("The batch was interrupted", e);
            } finally {
                if (!complete) {
                    abandon(members.size() - taken);
                }
            }
        }

        private void cancel() {
            cancelled = true;
            cancellation.cancel();
        }

        /** The client is gone: what runs is cancelled, and nothing that was spooled stays behind. */
        private void abandon(int open) {
            cancel();
            Thread.ofVirtual().start(() -> {
                try {
                    for (int index = 0; index < open; index++) {
                        ended.take().body().discard();
                        places.release();
                    }
                } catch (InterruptedException | IOException e) {
                    LOG.warn("What a batch left behind could not be removed", e);
                }
            });
        }

        private void write(Ended member, OutputStream out) throws IOException {
            write(
                    "{\"id\":%s,\"status\":%d,\"headers\":%s,\"body\":"
                            .formatted(
                                    JSON.writeValueAsString(member.id()),
                                    member.status(),
                                    JSON.writeValueAsString(member.headers())),
                    out);
            member.body().copyTo(out);
            write("}", out);
        }

        private void write(String text, OutputStream out) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }

        private void run(Prepared member) {
            places.acquireUninterruptibly();
            SpooledAnswer body = new SpooledAnswer();
            try {
                ended.add(ran(member, body));
            } catch (IOException | RuntimeException | Error e) {
                LOG.error("A defect: a member of a batch ended with an unexpected error", e);
                ended.add(failed(
                        member,
                        HttpProblem.of(
                                500,
                                "UnspecifiedError",
                                "Something went wrong on the server; its log has details under the correlation id."),
                        discarded(body)));
            }
        }

        private Ended ran(Prepared member, SpooledAnswer body) throws IOException {
            try {
                if (cancelled) {
                    throw HttpProblem.of(503, "ServiceUnavailable", "The batch was cancelled.");
                }
                QueryRequest request =
                        member.request().orElseThrow(() -> member.refusal().orElseThrow());
                QueryRequests.answer(request, () -> {
                    String id = UUID.randomUUID().toString();
                    try (RunningQuery query = workspace.queries().start(request, id, clientId, cancellation)) {
                        new AnswerWriter(query, request.text(), member.prefer())
                                .write(
                                        () -> body,
                                        workspace.resourceId(),
                                        request.resourceScope(),
                                        requests.hiddenTables(request, member.prefer()));
                    }
                });
                return new Ended(member.id(), OK, Map.of(), body);
            } catch (HttpProblem problem) {
                return failed(member, problem, body);
            }
        }

        private Ended failed(Prepared member, HttpProblem problem, SpooledAnswer body) {
            try {
                body.write(problem.body().text(requestId).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException("An error fits into memory", e);
            }
            return new Ended(member.id(), problem.status(), problem.headers(), body);
        }

        private SpooledAnswer discarded(SpooledAnswer body) {
            try {
                body.discard();
            } catch (IOException e) {
                LOG.warn("What a batch left behind could not be removed", e);
            }
            return new SpooledAnswer();
        }
    }
}
