package dev.halcyon.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.Kql;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.syntax.print.SyntaxPrinter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The formatter changes white space only, the same way each time. */
class FormatterTest {

    @Test
    void everyQueryOfTheCorporaKeepsItsMeaningAndItsComments() {
        int changed = 0;
        for (Corpus.Entry entry : Corpus.all()) {
            Query tree;
            try {
                tree = Kql.parse(entry.query());
            } catch (KqlException notKql) {
                assertThat(Kql.format(entry.query())).isEqualTo(entry.query());
                continue;
            }
            String formatted = Kql.format(entry.query());
            assertThat(Kql.format(formatted))
                    .as("%s, formatted twice", entry.id())
                    .isEqualTo(formatted);
            // The literal of a dynamic value holds its text, and that white space.
            assertThat(withoutSpace(SyntaxPrinter.print(Kql.parse(formatted))))
                    .as("%s formatted as%n%s", entry.id(), formatted)
                    .isEqualTo(withoutSpace(SyntaxPrinter.print(tree)));
            assertThat(comments(formatted)).as(entry.id()).isEqualTo(comments(entry.query()));
            changed += formatted.equals(entry.query()) ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(1000);
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    // Strings may hold slashes too: both texts have the same ones.
    private static List<String> comments(String text) {
        return text.lines()
                .filter(line -> line.contains("//"))
                .map(line -> withoutSpace(line.substring(line.indexOf("//"))))
                .toList();
    }

    @Test
    void theLayout() {
        assertThat(Kql.format("""
                let  limit=5;let Slow=requests|where duration>1000 // a second
                | project id ,name;


                Slow | join kind = inner ( dependencies | where success==false and target !has "localhost" | project id) on id
                | extend a=1,
                b = case( name startswith "GET", "read",
                 "write" )
                // the last word
                | take limit
                """)).isEqualTo("""
                let limit = 5;
                let Slow = requests
                    | where duration > 1000 // a second
                    | project id, name;

                Slow
                | join kind=inner (
                    dependencies
                    | where success == false and target !has "localhost"
                    | project id
                ) on id
                | extend a = 1,
                    b = case(name startswith "GET", "read",
                        "write")
                // the last word
                | take limit""");
    }

    @Test
    void shortQueriesInBracketsStayInTheirLine() {
        assertThat(Kql.format("T|where x in ((U|project x)) and y>toscalar(U|count)"))
                .isEqualTo("T\n| where x in ((U | project x)) and y > toscalar(U | count)");
    }

    @Test
    void bodiesOfFunctionsAreBlocks() {
        assertThat(Kql.format("let f=(t:(x:long),n:long){let m=n*2;t|where x>m};f(T,1)"))
                .isEqualTo("""
                let f = (t:(x:long), n:long) {
                    let m = n*2;
                    t
                    | where x > m
                };
                f(T, 1)""");
    }

    @Test
    void whatIsNotKqlStays() {
        assertThat(Kql.format("T |  where (")).isEqualTo("T |  where (");
        assertThat(Kql.format("T |  where 'a")).isEqualTo("T |  where 'a");
    }
}
