// The structure of WIT. What is left open here on purpose (where `package` may stand, which attributes there are, whether a
// name is a label) is checked while the syntax tree is built, with a better message than a grammar can give.
parser grammar WitGrammar;

options {
  tokenVocab = WitTokens;
  contextSuperClass = WitContext;
}

file : item* EOF;

item : attribute* (packageItem | topUse | interfaceDecl | worldDecl);

packageItem : PACKAGE packageName (SEMICOLON | LEFT_BRACE item* RIGHT_BRACE);

packageName : id (COLON id)+ (SLASH id)* (AT VERSION)?;

topUse : USE usePath (AS id)? SEMICOLON;

usePath : id ((COLON id)+ (SLASH id)+ (AT VERSION)?)?;

interfaceDecl : INTERFACE id interfaceBody;

interfaceBody : LEFT_BRACE interfaceItem* RIGHT_BRACE;

interfaceItem : attribute* (useItem | typeDecl | functionItem);

worldDecl : WORLD id LEFT_BRACE worldItem* RIGHT_BRACE;

worldItem : attribute* ((IMPORT | EXPORT) extern | includeItem | useItem | typeDecl);

extern : id (COLON externBody | SEMICOLON);

externBody
  : functionType SEMICOLON
  | INTERFACE interfaceBody
  | externPath SEMICOLON
  ;

// With a slash and without a colon it is the end of a path whose first namespace stands in front of it.
externPath : id ((COLON id)* (SLASH id)+ (AT VERSION)?)?;

includeItem : INCLUDE usePath (SEMICOLON | WITH LEFT_BRACE (includeName (COMMA includeName)* COMMA?)? RIGHT_BRACE);

includeName : id AS id;

useItem : USE usePath PERIOD LEFT_BRACE (useName (COMMA useName)* COMMA?)? RIGHT_BRACE SEMICOLON;

useName : id (AS id)?;

typeDecl
  : recordDecl
  | flagsDecl
  | variantDecl
  | enumDecl
  | resourceDecl
  | aliasDecl
  ;

recordDecl : RECORD id LEFT_BRACE (recordField (COMMA recordField)* COMMA?)? RIGHT_BRACE;

recordField : id COLON type;

flagsDecl : FLAGS id LEFT_BRACE (labelDecl (COMMA labelDecl)* COMMA?)? RIGHT_BRACE;

enumDecl : ENUM id LEFT_BRACE (labelDecl (COMMA labelDecl)* COMMA?)? RIGHT_BRACE;

labelDecl : id;

variantDecl : VARIANT id LEFT_BRACE (variantCase (COMMA variantCase)* COMMA?)? RIGHT_BRACE;

variantCase : id (LEFT_PAREN type RIGHT_PAREN)?;

resourceDecl : RESOURCE id (SEMICOLON | LEFT_BRACE resourceItem* RIGHT_BRACE);

resourceItem : attribute* (CONSTRUCTOR parameters functionResult? | id COLON STATIC? functionType) SEMICOLON;

aliasDecl : TYPE id EQUALS type SEMICOLON;

functionItem : id COLON functionType SEMICOLON;

functionType : ASYNC? FUNC parameters functionResult?;

parameters : LEFT_PAREN (parameter (COMMA parameter)* COMMA?)? RIGHT_PAREN;

parameter : id COLON type;

functionResult : ARROW type;

type
  : ( BOOL | U8 | U16 | U32 | U64 | S8 | S16 | S32 | S64 | F32 | F64 | CHAR | STRING_TYPE | ERROR_CONTEXT) # primitiveType
  | LIST LESS_THAN type (COMMA INTEGER)? GREATER_THAN # listType
  | MAP LESS_THAN type COMMA type GREATER_THAN # mapType
  | OPTION LESS_THAN type GREATER_THAN # optionType
  | RESULT (LESS_THAN (UNDERSCORE COMMA err = type | ok = type (COMMA err = type)?) GREATER_THAN)? # resultType
  | TUPLE LESS_THAN (type (COMMA type)* COMMA?)? GREATER_THAN # tupleType
  | FUTURE (LESS_THAN type GREATER_THAN)? # futureType
  | STREAM (LESS_THAN type GREATER_THAN)? # streamType
  | OWN LESS_THAN id GREATER_THAN # ownType
  | BORROW LESS_THAN id GREATER_THAN # borrowType
  | id # namedType
  ;

attribute : AT id LEFT_PAREN (id EQUALS (VERSION | id) | STRING) RIGHT_PAREN;

id : ID | EXPLICIT_ID;
