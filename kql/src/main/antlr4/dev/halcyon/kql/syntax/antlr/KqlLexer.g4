// The words of the language (rules R1 to R7). White space and comments are dropped; spans keep the places.
lexer grammar KqlLexer;

WHITE_SPACE : WS+ -> skip ;
COMMENT : '//' ~[\r\n]* -> skip ;

// Literals. A typed literal is one token, because what stands in its parentheses follows rules of its own.
TYPED_LITERAL
    : ( 'bool' | 'boolean' | 'int' | 'long' | 'real' | 'double' | 'decimal' | 'datetime' | 'date' | 'timespan' | 'time'
      | 'guid' | 'uuid' | 'uniqueid' ) WS* '(' ~[()]* ')'
    ;
BOOL_LITERAL : 'true' | 'false' | 'True' | 'False' | 'TRUE' | 'FALSE' ;
LONG_LITERAL : DIGIT+ | '0' [xX] [0-9a-fA-F]+ ;
// A number may end with its point (1000.); the token reader joins the two, since a look at the next character would
// keep the lexer from remembering its way.
REAL_LITERAL : DIGIT+ '.' DIGIT+ EXPONENT? | DIGIT+ EXPONENT ;
TIMESPAN_LITERAL : DIGIT+ ( '.' DIGIT+ )? TIME_UNIT ;
STRING_LITERAL
    : [hH]? ( '"' ( ~["\\\r\n] | '\\' ~[\r\n] )* '"'
            | '\'' ( ~['\\\r\n] | '\\' ~[\r\n] )* '\''
            | '@"' ( ~["] | '""' )* '"'
            | '@\'' ( ~['] | '\'\'' )* '\''
            | '```' .*? '```'
            | '~~~' .*? '~~~' )
    ;
UNTERMINATED_STRING
    : [hH]? ( '"' ( ~["\\\r\n] | '\\' ~[\r\n] )* '\\'?
            | '\'' ( ~['\\\r\n] | '\\' ~[\r\n] )* '\\'?
            | '@"' ( ~["] | '""' )*
            | '@\'' ( ~['] | '\'\'' )*
            | '```'
            | '~~~' )
    ;

// Parameters of operators that begin with hint are told apart from columns by their first word.
HINT_NAME : 'hint.' [A-Za-z_] [A-Za-z0-9_.]* ;

// Operators and punctuation.
EQUAL_EQUAL : '==' ;
NOT_EQUAL : '!=' | '<>' ;
EQUAL_TILDE : '=~' ;
NOT_TILDE : '!~' ;
LESS_EQUAL : '<=' ;
GREATER_EQUAL : '>=' ;
ARROW : '=>' ;
DOT_DOT : '..' ;
LESS : '<' ;
GREATER : '>' ;
ASSIGN : '=' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
PERCENT : '%' ;
PIPE : '|' ;
COMMA : ',' ;
SEMICOLON : ';' ;
COLON : ':' ;
DOT : '.' ;
OPEN_PARENTHESIS : '(' ;
CLOSE_PARENTHESIS : ')' ;
OPEN_BRACKET : '[' ;
CLOSE_BRACKET : ']' ;
OPEN_BRACE : '{' ;
CLOSE_BRACE : '}' ;

// Words that stand between two operands. They are reserved: as names they must be quoted.
AND : 'and' ;
OR : 'or' ;
IN : 'in' ;
NOT_IN : '!in' ;
IN_TILDE : 'in~' ;
NOT_IN_TILDE : '!in~' ;
HAS_ANY : 'has_any' ;
HAS_ALL : 'has_all' ;
BETWEEN : 'between' ;
NOT_BETWEEN : '!between' ;
MATCHES_REGEX : 'matches' WS+ 'regex' ;
STRING_OPERATOR
    : '!'? ( 'has' | 'hasprefix' | 'hassuffix' | 'contains' | 'startswith' | 'endswith' ) '_cs'?
    | 'notcontains'
    ;

// Sources. A pass over the tokens turns these words into names where no source can stand; see KqlTokens.
PRINT : 'print' ;
RANGE : 'range' ;
UNION : 'union' ;
SEARCH : 'search' ;
FIND : 'find' ;
EVALUATE : 'evaluate' ;

// Words that begin an expression of their own.
DATATABLE : 'datatable' ;
EXTERNALDATA : 'externaldata' | 'external_data' ;
INLINE_EXTERNAL_TABLE : 'inline_external_table' ;
CONTEXTUAL_DATATABLE : '__contextual_datatable' ;
ENTITY_GROUP : 'entity_group' ;
DYNAMIC : 'dynamic' ;
TYPEOF : 'typeof' ;
TOSCALAR : 'toscalar' ;
TOTABLE : 'totable' ;

// Tabular operators with a hyphen are no names.
EXECUTE_AND_CACHE : 'execute-and-cache' ;
ASSERT_SCHEMA : 'assert-schema' ;
GRAPH_MARK_COMPONENTS : 'graph-mark-components' ;
GRAPH_MATCH : 'graph-match' ;
GRAPH_MERGE : 'graph-merge' ;
GRAPH_SHORTEST_PATHS : 'graph-shortest-paths' ;
GRAPH_TO_TABLE : 'graph-to-table' ;
GRAPH_WHERE_EDGES : 'graph-where-edges' ;
GRAPH_WHERE_NODES : 'graph-where-nodes' ;
MACRO_EXPAND : 'macro-expand' ;
MAKE_GRAPH : 'make-graph' ;
MAKE_SERIES : 'make-series' ;
MV_APPLY : 'mv-apply' ;
MV_EXPAND : 'mv-expand' ;
PARSE_KV : 'parse-kv' ;
PARSE_WHERE : 'parse-where' ;
PARTITIONED_BY : 'partitioned-by' ;
PROJECT_AWAY : 'project-away' ;
PROJECT_BY_NAMES : 'project-by-names' ;
PROJECT_KEEP : 'project-keep' ;
PROJECT_RENAME : 'project-rename' ;
PROJECT_REORDER : 'project-reorder' ;
PROJECT_SMART : 'project-smart' ;
SAMPLE_DISTINCT : 'sample-distinct' ;
TOP_HITTERS : 'top-hitters' ;
TOP_NESTED : 'top-nested' ;
GRANNY_ASC : 'granny-asc' ;
GRANNY_DESC : 'granny-desc' ;

// Words that are names wherever the grammar does not ask for them (R1).
ACCESS : 'access' ;
ALIAS : 'alias' ;
AS : 'as' ;
ASC : 'asc' ;
BAGEXPANSION : 'bagexpansion' ;
BIN_CLAUSE : 'bin' ;
BY : 'by' ;
CONSUME : 'consume' ;
COUNT : 'count' ;
DATABASE : 'database' ;
DECLARE : 'declare' ;
DEFAULT : 'default' ;
DESC : 'desc' ;
DISTINCT : 'distinct' ;
EXTEND : 'extend' ;
FACET : 'facet' ;
FILTER : 'filter' ;
FIRST : 'first' ;
FLAGS : 'flags' ;
FORK : 'fork' ;
FROM : 'from' ;
GETSCHEMA : 'getschema' ;
ID : 'id' ;
INVOKE : 'invoke' ;
JOIN : 'join' ;
KIND : 'kind' ;
LAST : 'last' ;
LET : 'let' ;
LIMIT : 'limit' ;
LOOKUP : 'lookup' ;
MVAPPLY : 'mvapply' ;
MVEXPAND : 'mvexpand' ;
NULLS : 'nulls' ;
OF : 'of' ;
ON : 'on' ;
OPTIONAL : 'optional' ;
ORDER : 'order' ;
OTHERS : 'others' ;
OUTPUT : 'output' ;
PARSE : 'parse' ;
PARTITION : 'partition' ;
PARTITION_BY : '__partitionby' ;
PATTERN : 'pattern' ;
PROJECT : 'project' ;
QUERY_PARAMETERS : 'query_parameters' ;
REDUCE : 'reduce' ;
RENDER : 'render' ;
RESTRICT : 'restrict' ;
SAMPLE : 'sample' ;
SCAN : 'scan' ;
SERIALIZE : 'serialize' ;
SET : 'set' ;
SORT : 'sort' ;
STEP : 'step' ;
SUMMARIZE : 'summarize' ;
TAKE : 'take' ;
TO : 'to' ;
TOP : 'top' ;
VIEW : 'view' ;
WHERE : 'where' ;
WITH : 'with' ;
WITH_ITEMINDEX : 'with_itemindex' ;
WITH_NODE_ID : 'with_node_id' ;

// Published queries name columns 90th_Percentile; R1 does not promise it.
IDENTIFIER : '$'? [A-Za-z_] [A-Za-z0-9_]* | DIGIT+ [A-Za-z_] [A-Za-z0-9_]* ;

UNKNOWN : . ;

fragment DIGIT : [0-9] ;
fragment EXPONENT : [eE] [+-]? DIGIT+ ;
fragment TIME_UNIT
    : 'd' | 'day' | 'days'
    | 'h' | 'hr' | 'hrs' | 'hour' | 'hours'
    | 'm' | 'min' | 'minute' | 'minutes'
    | 's' | 'sec' | 'second' | 'seconds'
    | 'ms' | 'milli' | 'millis' | 'millisec' | 'millisecond' | 'milliseconds'
    | 'micro' | 'micros' | 'microsec' | 'microsecond' | 'microseconds'
    | 'nano' | 'nanos' | 'nanosec' | 'nanosecond' | 'nanoseconds'
    | 'tick' | 'ticks'
    ;
fragment WS : [ \t\r\n\f\u000B\u0085\u00A0\u1680\u2000-\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF] ;
