// The grammar of the language. It is made so that one token decides nearly everywhere: expressions are read as flat
// chains and grouped by precedence in the tree builder, and a name before '=' is read as an expression first.
parser grammar KqlGrammar;

options { tokenVocab = KqlLexer; }

@members {
private boolean adjacent() {
    return _input.LT(-1).getStopIndex() + 1 == _input.LT(1).getStartIndex();
}

private boolean beginsDataScope() {
    String value = _input.LT(3) == null ? "" : _input.LT(3).getText();
    return _input.LT(1).getText().equals("datascope")
            && _input.LA(2) == ASSIGN
            && (value.equals("all") || value.equals("hotcache"));
}
}

// One statement, without its semicolon (R2).
wholeStatement : statement EOF ;
// Parameters and body that a management command gives a function.
wholeFunction : functionDeclaration EOF ;

statement
    : letStatement
    | setStatement
    | declareStatement
    | aliasStatement
    | restrictStatement
    | expressionStatement
    ;

letStatement : LET name ASSIGN ( functionDeclaration | pipe ) ;
setStatement : SET name ( ASSIGN expression )? ;
declareStatement : DECLARE ( QUERY_PARAMETERS parameterDeclarations | PATTERN patternDeclaration ) ;
patternDeclaration
    : name ( ASSIGN parameterDeclarations ( OPEN_BRACKET parameterDeclaration CLOSE_BRACKET )?
             OPEN_BRACE ( patternCase SEMICOLON? )* CLOSE_BRACE )?
    ;
patternCase
    : OPEN_PARENTHESIS expression ( COMMA expression )* CLOSE_PARENTHESIS
      ( DOT OPEN_BRACKET expression CLOSE_BRACKET )? ASSIGN OPEN_BRACE statements CLOSE_BRACE
    ;
aliasStatement : ALIAS DATABASE name ASSIGN expression ;
restrictStatement : RESTRICT ACCESS TO OPEN_PARENTHESIS tableReference ( COMMA tableReference )* CLOSE_PARENTHESIS ;
expressionStatement : pipe ;

statements : SEMICOLON* statement ( SEMICOLON+ statement )* SEMICOLON* ;

functionDeclaration : VIEW? parameterDeclarations OPEN_BRACE statements? CLOSE_BRACE ;
parameterDeclarations
    : OPEN_PARENTHESIS ( parameterDeclaration ( COMMA parameterDeclaration )* COMMA? )? CLOSE_PARENTHESIS
    ;
parameterDeclaration : name COLON ( typeName | schema ) ( ASSIGN expression )? ;
schema
    : OPEN_PARENTHESIS ( STAR ( COMMA columnDeclaration )* | columnDeclaration ( COMMA columnDeclaration )* ( COMMA STAR? )? )?
      CLOSE_PARENTHESIS
    ;
columnDeclaration : name COLON typeName ;
typeName : name | DYNAMIC ;

// Pipes (R8).
pipe : ( sourceOperator | expression ) pipeTail? ;
pipeTail : dataScope? ( PIPE queryOperator )+ ;
// Which tier of a cluster's storage is read; a workspace has one, so that it changes nothing.
dataScope : { beginsDataScope() }? IDENTIFIER ASSIGN IDENTIFIER ;
subPipe : queryOperator ( PIPE queryOperator )* ;
subQuery : OPEN_PARENTHESIS subPipe CLOSE_PARENTHESIS ;

sourceOperator
    : printOperator
    | rangeOperator
    | unionOperator
    | searchOperator
    | findOperator
    | evaluateOperator
    | macroExpandOperator
    ;

queryOperator
    : whereOperator
    | extendOperator
    | projectOperator
    | projectAwayOperator
    | projectKeepOperator
    | projectRenameOperator
    | projectReorderOperator
    | projectByNamesOperator
    | summarizeOperator
    | distinctOperator
    | countOperator
    | takeOperator
    | sampleOperator
    | sampleDistinctOperator
    | sortOperator
    | topOperator
    | topNestedOperator
    | topHittersOperator
    | joinOperator
    | lookupOperator
    | mvExpandOperator
    | mvApplyOperator
    | makeSeriesOperator
    | parseOperator
    | parseKvOperator
    | serializeOperator
    | scanOperator
    | partitionOperator
    | partitionByOperator
    | forkOperator
    | facetOperator
    | reduceOperator
    | invokeOperator
    | asOperator
    | consumeOperator
    | getSchemaOperator
    | renderOperator
    | assertSchemaOperator
    | executeAndCacheOperator
    | makeGraphOperator
    | graphMatchOperator
    | graphShortestPathsOperator
    | graphToTableOperator
    | graphMarkComponentsOperator
    | graphMergeOperator
    | graphWhereNodesOperator
    | graphWhereEdgesOperator
    | sourceOperator
    ;

// Sources.
printOperator : PRINT namedExpressions ;
rangeOperator : RANGE name FROM expression TO expression STEP expression ;
unionOperator : UNION operatorParameter* tableReference ( COMMA tableReference )* ;
searchOperator : SEARCH operatorParameter* inTables? expression ;
findOperator : FIND operatorParameter* inTables? WHERE? expression findProjection? ;
findProjection
    : ( PROJECT | PROJECT_SMART ) ( findColumn ( COMMA findColumn )* )?
    | PROJECT_AWAY findColumn ( COMMA findColumn )*
    ;
findColumn : tableReference ( COLON typeName )? ;
inTables : IN OPEN_PARENTHESIS tableReference ( COMMA tableReference )* CLOSE_PARENTHESIS ;
evaluateOperator : EVALUATE operatorParameter* name arguments ( COLON schema )? ;
macroExpandOperator
    : MACRO_EXPAND operatorParameter* postfixExpression AS name OPEN_PARENTHESIS statements CLOSE_PARENTHESIS
    ;

// Rows and columns.
whereOperator : ( WHERE | FILTER ) hint* expression ;
extendOperator : EXTEND namedExpressions ;
projectOperator : PROJECT namedExpressions? ;
projectAwayOperator : PROJECT_AWAY wildcardName ( COMMA wildcardName )* ;
projectKeepOperator : PROJECT_KEEP wildcardName ( COMMA wildcardName )* ;
projectRenameOperator : PROJECT_RENAME namedExpressions ;
projectReorderOperator : PROJECT_REORDER reorderColumn ( COMMA reorderColumn )* ;
reorderColumn : wildcardName ( ASC | DESC | GRANNY_ASC | GRANNY_DESC )? ;
projectByNamesOperator : PROJECT_BY_NAMES namedExpressions ;
summarizeOperator : SUMMARIZE hint* ( keyClause | namedExpressions keyClause? )? ;
keyClause : BY namedExpressions ( BIN_CLAUSE ASSIGN expression )? ;
distinctOperator : DISTINCT hint* namedExpressions ;
countOperator : COUNT hint* ( AS name )? ;
takeOperator : ( TAKE | LIMIT ) hint* expression ;
sampleOperator : SAMPLE expression ;
sampleDistinctOperator : SAMPLE_DISTINCT expression OF expression ;
sortOperator : ( SORT | ORDER ) hint* BY sortKeys ;
sortKeys : sortKey ( COMMA sortKey )* ;
sortKey : namedExpression ( ASC | DESC )? ( NULLS ( FIRST | LAST ) )? ;
topOperator : TOP hint* expression BY sortKeys ;
topNestedOperator : topNestedLevel ( COMMA topNestedLevel )* ;
topNestedLevel
    : TOP_NESTED expression? OF namedExpression ( WITH OTHERS ASSIGN expression )? BY namedExpression ( ASC | DESC )?
    ;
topHittersOperator : TOP_HITTERS expression OF expression ( BY expression )? ;
serializeOperator : SERIALIZE hint* namedExpressions? ;

// Several tables.
joinOperator : JOIN operatorParameter* postfixExpression onClause? ;
lookupOperator : LOOKUP operatorParameter* postfixExpression onClause ;
onClause : ON expression ( COMMA expression )* ;

// Arrays and series.
mvExpandOperator : ( MV_EXPAND | MVEXPAND ) expandParameter* mvExpandColumn ( COMMA mvExpandColumn )* ( LIMIT expression )? ;
mvApplyOperator
    : ( MV_APPLY | MVAPPLY ) expandParameter* mvExpandColumn ( COMMA mvExpandColumn )* ( LIMIT expression )? ON subQuery
    ;
expandParameter : ( KIND | BAGEXPANSION | WITH_ITEMINDEX | HINT_NAME ) ASSIGN parameterValue ;
mvExpandColumn : namedExpression ( TO TYPEOF OPEN_PARENTHESIS typeName CLOSE_PARENTHESIS )? ;
makeSeriesOperator
    : MAKE_SERIES ( ( KIND | HINT_NAME ) ASSIGN parameterValue )* makeSeriesAggregate ( COMMA makeSeriesAggregate )*
      ON namedExpression ( FROM expression )? ( TO expression )? ( STEP expression )? ( BY namedExpressions )?
    ;
makeSeriesAggregate : namedExpression ( DEFAULT ASSIGN expression )? ;

// Text into columns.
parseOperator
    : ( PARSE | PARSE_WHERE ) ( ( KIND | FLAGS | HINT_NAME ) ASSIGN parameterValue )* expression WITH parseElement+
    ;
parseElement : STAR | STRING_LITERAL | name ( COLON typeName )? ;
parseKvOperator
    : PARSE_KV expression AS OPEN_PARENTHESIS columnDeclaration ( COMMA columnDeclaration )* COMMA? CLOSE_PARENTHESIS
      withProperties?
    ;
reduceOperator : REDUCE ( ( KIND | HINT_NAME ) ASSIGN parameterValue )* BY expression ( WITH namedExpressions )? ;

// State machines and sub-queries.
scanOperator
    : SCAN operatorParameter* ( ORDER BY sortKeys )? ( PARTITION BY namedExpressions )?
      ( DECLARE OPEN_PARENTHESIS scanColumn ( COMMA scanColumn )* CLOSE_PARENTHESIS )?
      WITH OPEN_PARENTHESIS scanStep ( SEMICOLON scanStep )* SEMICOLON? CLOSE_PARENTHESIS
    ;
scanColumn : columnDeclaration ( ASSIGN expression )? ;
scanStep : STEP name OPTIONAL? ( OUTPUT ASSIGN stepOutput )? COLON expression ( ARROW namedExpressions )? ;
stepOutput : name | LAST ;
partitionOperator : PARTITION hint* BY path ( subQuery | OPEN_BRACE statements CLOSE_BRACE ) ;
partitionByOperator : PARTITION_BY hint* path ( ID name )? subQuery ;
forkOperator : FORK forkBranch+ ;
forkBranch : ( name ASSIGN )? subQuery ;
facetOperator : FACET BY expression ( COMMA expression )* ( WITH subQuery )? ;

// The rest.
invokeOperator : INVOKE postfixExpression ;
asOperator : AS hint* name ;
consumeOperator : CONSUME operatorParameter* ;
getSchemaOperator : GETSCHEMA ( KIND ASSIGN name )? ;
renderOperator : RENDER name? ( withProperties | renderProperty ( COMMA? renderProperty )* )? ;
renderProperty : name ASSIGN parameterValue ;
assertSchemaOperator : ASSERT_SCHEMA schema ;
executeAndCacheOperator : EXECUTE_AND_CACHE operatorParameter* ;

// Graphs (R133).
makeGraphOperator
    : MAKE_GRAPH operatorParameter* name MINUS MINUS GREATER? name
      ( WITH_NODE_ID ASSIGN name | WITH graphNodeTable ( COMMA graphNodeTable )* )?
      ( PARTITIONED_BY name subQuery )?
    ;
graphNodeTable : postfixExpression ON name ;
graphMatchOperator
    : GRAPH_MATCH operatorParameter* graphChain ( COMMA graphChain )* ( WHERE expression )? ( PROJECT namedExpressions )?
    ;
graphShortestPathsOperator
    : GRAPH_SHORTEST_PATHS operatorParameter* graphChain ( COMMA graphChain )* ( WHERE expression )?
      ( PROJECT namedExpressions )?
    ;
graphChain : graphNode ( graphEdge graphNode )* ;
graphNode : OPEN_PARENTHESIS name? CLOSE_PARENTHESIS ;
graphEdge : LESS? MINUS ( OPEN_BRACKET name? graphHops? CLOSE_BRACKET )? MINUS GREATER? ;
graphHops : STAR operand DOT_DOT operand ;
graphToTableOperator : GRAPH_TO_TABLE graphTableOutput ( COMMA graphTableOutput )* ;
graphTableOutput : name ( AS name )? operatorParameter* ;
graphMarkComponentsOperator : GRAPH_MARK_COMPONENTS operatorParameter* ;
graphMergeOperator : GRAPH_MERGE postfixExpression onClause? ;
graphWhereNodesOperator : GRAPH_WHERE_NODES expression ;
graphWhereEdgesOperator : GRAPH_WHERE_EDGES expression ;

// Parameters of operators.
hint : HINT_NAME ASSIGN parameterValue ;
operatorParameter : ( HINT_NAME | name ) ASSIGN parameterValue ;
parameterValue : MINUS? ( LONG_LITERAL | REAL_LITERAL ) | STRING_LITERAL | BOOL_LITERAL | TIMESPAN_LITERAL | TYPED_LITERAL | name ;
withProperties : WITH OPEN_PARENTHESIS ( namedExpression ( COMMA namedExpression )* COMMA? )? CLOSE_PARENTHESIS ;

// Tables by name, by pattern, by path or as a pipe in parentheses (R103, R134).
tableReference : OPEN_PARENTHESIS pipe CLOSE_PARENTHESIS | dataTable | tablePath ;
tablePath : tableSegment ( DOT tableSegment )* ;
tableSegment : wildcardName arguments? ;
wildcardName : wildcardPart ( {adjacent()}? wildcardPart )* ;
wildcardPart : name | STAR | LONG_LITERAL ;

// Expressions: a chain of operands; the tree builder groups it.
namedExpressions : namedExpression ( COMMA namedExpression )* ;
namedExpression : expression ( ASSIGN expression )? ;
expression : operand operation* ;
operation
    : binaryOperator operand
    | listOperator operand
    | ( BETWEEN | NOT_BETWEEN ) OPEN_PARENTHESIS expression DOT_DOT expression CLOSE_PARENTHESIS
    ;
binaryOperator
    : OR | AND | EQUAL_EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL | PLUS | MINUS | STAR | SLASH
    | PERCENT | EQUAL_TILDE | NOT_TILDE | STRING_OPERATOR | MATCHES_REGEX | COLON
    ;
listOperator : IN | NOT_IN | IN_TILDE | NOT_IN_TILDE | HAS_ANY | HAS_ALL ;
operand : ( PLUS | MINUS )* postfixExpression ;
postfixExpression : primary suffix* ;
suffix : DOT member | OPEN_BRACKET expression CLOSE_BRACKET | DOT OPEN_BRACKET MINUS? LONG_LITERAL CLOSE_BRACKET ;
member : memberName arguments? ;
path : name ( DOT memberName | OPEN_BRACKET expression CLOSE_BRACKET )* ;

primary
    : literal
    | name arguments?
    | arguments
    | STAR
    | dynamicLiteral
    | typeofExpression
    | dataTable
    | externalData
    | inlineExternalTable
    | contextualDataTable
    | entityGroup
    | conversion
    ;

// What stands in parentheses: the arguments of a call, a group, a tuple of names, a list behind in, or a pipe. The
// commas behind a bar belong to the operator there, so only the last argument can be a pipe.
arguments : OPEN_PARENTHESIS ( sourceOperator pipeTail? | namedExpressions pipeTail? )? CLOSE_PARENTHESIS ;
literal : STRING_LITERAL+ | LONG_LITERAL | REAL_LITERAL | TIMESPAN_LITERAL | BOOL_LITERAL | TYPED_LITERAL ;
typeofExpression
    : TYPEOF ( schema | OPEN_PARENTHESIS typeName CLOSE_PARENTHESIS )
    ;
dataTable
    : DATATABLE schema OPEN_BRACKET ( expression ( COMMA expression )* COMMA? )? CLOSE_BRACKET
    ;
externalData
    : EXTERNALDATA schema OPEN_BRACKET ( expression ( COMMA expression )* COMMA? )? CLOSE_BRACKET withProperties?
    ;
inlineExternalTable
    : INLINE_EXTERNAL_TABLE schema inlineClause* OPEN_PARENTHESIS expression ( COMMA expression )* CLOSE_PARENTHESIS
      withProperties?
    ;
inlineClause : name ASSIGN ( name | STRING_LITERAL | balanced ) | PARTITION BY balanced ;
balanced : OPEN_PARENTHESIS ( ~( OPEN_PARENTHESIS | CLOSE_PARENTHESIS ) | balanced )* CLOSE_PARENTHESIS ;
contextualDataTable : CONTEXTUAL_DATATABLE OPEN_PARENTHESIS expression COMMA schema CLOSE_PARENTHESIS ;
entityGroup : ENTITY_GROUP OPEN_BRACKET expression ( COMMA expression )* CLOSE_BRACKET ;
conversion : ( TOSCALAR | TOTABLE ) operatorParameter* OPEN_PARENTHESIS pipe CLOSE_PARENTHESIS ;

// Dynamic literals: JSON that may hold literals of the language (R7).
dynamicLiteral : DYNAMIC OPEN_PARENTHESIS json? CLOSE_PARENTHESIS ;
json
    : OPEN_BRACE ( jsonProperty ( COMMA jsonProperty )* COMMA? )? CLOSE_BRACE
    | OPEN_BRACKET ( json ( COMMA json )* COMMA? )? CLOSE_BRACKET
    | ( PLUS | MINUS )? ( LONG_LITERAL | REAL_LITERAL | TIMESPAN_LITERAL )
    | STRING_LITERAL+
    | BOOL_LITERAL
    | TYPED_LITERAL
    | DYNAMIC OPEN_PARENTHESIS json? CLOSE_PARENTHESIS
    | IDENTIFIER
    ;
jsonProperty : ( STRING_LITERAL | memberName | LONG_LITERAL ) COLON json ;

// Names (R1).
memberName : name | reservedWord ;
name : IDENTIFIER | softKeyword | bracketedName ;
bracketedName : OPEN_BRACKET STRING_LITERAL CLOSE_BRACKET ;
reservedWord
    : AND | OR | IN | HAS_ANY | HAS_ALL | BETWEEN | STRING_OPERATOR | BOOL_LITERAL | PRINT | RANGE | UNION | SEARCH | FIND
    | EVALUATE | DATATABLE | EXTERNALDATA | INLINE_EXTERNAL_TABLE | ENTITY_GROUP | DYNAMIC | TYPEOF | TOSCALAR | TOTABLE
    | ASC | DESC | FIRST | LAST | WHERE
    ;
softKeyword
    : ACCESS | ALIAS | AS | BAGEXPANSION | BIN_CLAUSE | BY | CONSUME | COUNT | DATABASE | DECLARE | DEFAULT
    | DISTINCT | EXTEND | FACET | FILTER | FLAGS | FORK | FROM | GETSCHEMA | ID | INVOKE | JOIN | KIND
    | LET | LIMIT | LOOKUP | MVAPPLY | MVEXPAND | NULLS | OF | ON | OPTIONAL | ORDER | OTHERS | OUTPUT | PARSE
    | PARTITION | PARTITION_BY | PATTERN | PROJECT | QUERY_PARAMETERS | REDUCE | RENDER | RESTRICT | SAMPLE | SCAN
    | SERIALIZE | SET | SORT | STEP | SUMMARIZE | TAKE | TO | TOP | VIEW | WITH | WITH_ITEMINDEX | WITH_NODE_ID
    ;
