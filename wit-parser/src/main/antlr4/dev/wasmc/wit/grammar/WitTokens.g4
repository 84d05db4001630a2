// Tokens of WIT. Of a comment this has the start, from which on `Tokens` looks for the end.
lexer grammar WitTokens;

AS : 'as';
ASYNC : 'async';
BOOL : 'bool';
BORROW : 'borrow';
CHAR : 'char';
CONSTRUCTOR : 'constructor';
ENUM : 'enum';
ERROR_CONTEXT : 'error-context';
EXPORT : 'export';
F32 : 'f32';
F64 : 'f64';
FLAGS : 'flags';
FROM : 'from';
FUNC : 'func';
FUTURE : 'future';
IMPORT : 'import';
INCLUDE : 'include';
INTERFACE : 'interface';
LIST : 'list';
MAP : 'map';
OPTION : 'option';
OWN : 'own';
PACKAGE : 'package';
RECORD : 'record';
RESOURCE : 'resource';
RESULT : 'result';
S16 : 's16';
S32 : 's32';
S64 : 's64';
S8 : 's8';
STATIC : 'static';
STREAM : 'stream';
STRING_TYPE : 'string';
TUPLE : 'tuple';
TYPE : 'type';
U16 : 'u16';
U32 : 'u32';
U64 : 'u64';
U8 : 'u8';
USE : 'use';
VARIANT : 'variant';
WITH : 'with';
WORLD : 'world';
UNDERSCORE : '_';

EQUALS : '=';
COMMA : ',';
COLON : ':';
SEMICOLON : ';';
LEFT_PAREN : '(';
RIGHT_PAREN : ')';
LEFT_BRACE : '{';
RIGHT_BRACE : '}';
LESS_THAN : '<';
GREATER_THAN : '>';
ARROW : '->';
SLASH : '/';
PERIOD : '.';
AT : '@';

// A label may hold more characters than the standard allows; what is wrong with it is said later, and better.
ID : [\p{XID_Start}_] [\p{XID_Continue}\-]*;
EXPLICIT_ID : '%' [\p{XID_Continue}\-]*;

// The period in `use a:b/c@1.0.0-rc.{d}` is not part of the version: only a period before a further identifier is.
VERSION : NUMBER '.' NUMBER '.' NUMBER ('-' DOTTED)? ('+' DOTTED)?;
INTEGER : NUMBER;

STRING : '"' (~["\\\r\n] | '\\' ~[\r\n])* '"';

WHITESPACE : [ \t\r\n\uFEFF]+;
LINE_COMMENT : '//';
BLOCK_COMMENT : '/*';

// Whatever fits nowhere becomes a token of its own, so that it is reported where it stands.
UNKNOWN : .;

fragment NUMBER : [0-9]+;
fragment DOTTED : [0-9A-Za-z\-]+ ('.' [0-9A-Za-z\-]+)*;
