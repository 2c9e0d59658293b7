package dev.halcyon.workspace.function;

import dev.halcyon.kql.bind.SavedFunction;
import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.TextLocation;
import dev.halcyon.kql.function.FunctionCatalogue;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.store.WorkspaceStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** The saved queries of a workspace. Thread-safe; changes are durable when they return. */
public final class SavedSearches {

    private static final String COLLECTION = "savedSearches";
    private static final int MAXIMUM_COUNT = 5_000;
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,255}");
    private static final Pattern ID = Pattern.compile("[^/\\\\?#%\\p{Cntrl}]{1,255}");

    private final WorkspaceStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Map<String, SavedSearch> searches;
    private volatile Map<String, SavedFunction> functions;

    private SavedSearches(WorkspaceStore store, Map<String, SavedSearch> searches) {
        this.store = store;
        this.searches = Map.copyOf(searches);
        this.functions = functionsOf(searches);
    }

    /** Reads what is stored. */
    public static SavedSearches open(WorkspaceStore store) {
        Map<String, SavedSearch> searches = new TreeMap<>();
        store.storage()
                .transact(transaction -> transaction.documents(COLLECTION))
                .forEach((key, document) -> searches.put(key, SearchDocuments.read(document)));
        return new SavedSearches(store, searches);
    }

    private static Map<String, SavedFunction> functionsOf(Map<String, SavedSearch> searches) {
        Map<String, SavedFunction> byAlias = new HashMap<>();
        for (SavedSearch search : searches.values()) {
            if (search.isFunction()) {
                byAlias.put(search.alias(), SavedFunction.parse(search.alias(), search.parameters(), search.query()));
            }
        }
        return Map.copyOf(byAlias);
    }

    /** The functions as they are now, by alias. */
    public Map<String, SavedFunction> functions() {
        return functions;
    }

    /** Every saved query, by id. */
    public Collection<SavedSearch> all() {
        return new TreeMap<>(searches).values();
    }

    public Optional<SavedSearch> find(String id) {
        return Optional.ofNullable(searches.get(key(id)));
    }

    /**
     * Creates or replaces a saved query; its etag is given out anew.
     *
     * @throws InvalidFunctionException when id, alias, parameters or text are not valid, or the alias is taken
     */
    public SavedSearch put(SavedSearch wanted) {
        check(wanted);
        lock.lock();
        try {
            if (wanted.isFunction()) {
                for (SavedSearch other : searches.values()) {
                    if (other.alias().equals(wanted.alias()) && !key(other.id()).equals(key(wanted.id()))) {
                        throw new InvalidFunctionException("The alias '%s' belongs to the saved search '%s' already."
                                .formatted(wanted.alias(), other.id()));
                    }
                }
            }
            Map<String, SavedSearch> changed = new TreeMap<>(searches);
            SavedSearch stored = new SavedSearch(
                    wanted.id(),
                    wanted.category(),
                    wanted.displayName(),
                    wanted.query(),
                    wanted.alias(),
                    wanted.parameters(),
                    wanted.tags(),
                    UUID.randomUUID().toString());
            changed.put(key(wanted.id()), stored);
            if (changed.size() > MAXIMUM_COUNT) {
                throw new InvalidFunctionException(
                        "A workspace holds at most %d saved searches: delete some.".formatted(MAXIMUM_COUNT));
            }
            store.storage().transact(transaction -> {
                transaction.putDocument(COLLECTION, key(wanted.id()), SearchDocuments.write(stored));
                return stored;
            });
            replace(changed);
            return stored;
        } finally {
            lock.unlock();
        }
    }

    /** Removes a saved query; false when there is none. */
    public boolean delete(String id) {
        lock.lock();
        try {
            Map<String, SavedSearch> changed = new TreeMap<>(searches);
            if (changed.remove(key(id)) == null) {
                return false;
            }
            store.storage().transact(transaction -> {
                transaction.deleteDocument(COLLECTION, key(id));
                return id;
            });
            replace(changed);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void replace(Map<String, SavedSearch> changed) {
        searches = Map.copyOf(changed);
        functions = functionsOf(changed);
    }

    private void check(SavedSearch wanted) {
        if (!ID.matcher(wanted.id()).matches()) {
            throw new InvalidFunctionException("'%s' is no id of a saved search.".formatted(wanted.id()));
        }
        if (wanted.query().isBlank()) {
            throw new InvalidFunctionException("A saved search needs the member 'query' with the text of the query.");
        }
        if (!wanted.isFunction()) {
            return;
        }
        String alias = wanted.alias();
        if (!ALIAS.matcher(alias).matches()) {
            throw new InvalidFunctionException(
                    "The alias '%s' must be letters, digits and '_' and begin with a letter: names beginning with '_' are reserved."
                            .formatted(alias));
        }
        if (store.catalog().table(alias).isPresent()) {
            throw new InvalidFunctionException("The alias '%s' is the name of a table.".formatted(alias));
        }
        FunctionCatalogue language = FunctionCatalogue.standard();
        for (FunctionKind kind : FunctionKind.values()) {
            if (kind != FunctionKind.OPERATOR && language.find(kind, alias).isPresent()) {
                throw new InvalidFunctionException("The alias '%s' is a function of the language.".formatted(alias));
            }
        }
        try {
            SavedFunction.parse(alias, wanted.parameters(), wanted.query());
        } catch (KqlException e) {
            Diagnostic first = e.first();
            TextLocation place = TextLocation.of(wanted.query(), first.span());
            throw new InvalidFunctionException("The function is not valid: %s %s (line %d, position %d)"
                    .formatted(first.code(), first.message(), place.line(), place.column()));
        }
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
