/**
 * Reads an event pattern token by token, as the JSON parser of AWS's rule compiler does: a name has
 * its value begun, and a string is read to its end only when somebody asks for it. The columns in
 * AWS's refusals follow from that.
 */
import { EventPatternError } from "./event-pattern-error.ts";
import { jsonTexts } from "./json-texts.ts";
import { readLiteral, readNumber, readString, type Span } from "./scalar-tokens.ts";

type ValueKind = "{" | "[" | "string" | "number" | "true" | "false" | "null";
export type TokenKind = ValueKind | "}" | "]" | "name" | "end";

/** An object or array that is open. */
interface Scope {
  readonly kind: "{" | "[";
  /** Where it was opened. */
  readonly start: number;
  members: number;
}

/** Deeper patterns are refused, by AWS's parser too. */
const mostScopes = 1000;

/** All methods throw EventPatternError for a pattern that is not JSON. */
export class PatternTokens {
  readonly #source: string;
  readonly #scopes: Scope[] = [];
  #at = 0;
  #kind: TokenKind = "end";
  #name = "";
  #value = "";
  /** Whether the string reached has only its opening quote read. */
  #isStringOpen = false;
  /** The value of the name reached, which has been begun. */
  #begun: ValueKind | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  next(): TokenKind {
    this.#kind = this.#step();
    return this.#kind;
  }

  /** The text of the value or name reached. */
  text(): string {
    if (this.#kind === "name") return this.#name;
    this.#finishString();
    return this.#value;
  }

  /** A refusal that names the place reached. */
  refusal(message: string): EventPatternError {
    return new EventPatternError(`${message}\n at ${jsonTexts.place(this.#source, this.#at)}`);
  }

  #step(): TokenKind {
    const begun = this.#begun;
    this.#begun = undefined;
    if (begun !== undefined) return this.#opened(begun);
    this.#finishString();
    this.#skipSpace();
    const scope = this.#scopes.at(-1);
    const first = this.#character();
    if (first === "" && scope === undefined) return "end";
    if (first === "}" || first === "]") return this.#closed(first, scope);
    if (scope === undefined) return this.#opened(this.#beginValue());
    if (scope.members > 0) {
      if (first !== ",") throw this.#unexpected(jsonTexts.comma(scope.kind));
      this.#at += 1;
      this.#skipSpace();
    }
    scope.members += 1;
    return scope.kind === "{" ? this.#readName() : this.#opened(this.#beginValue());
  }

  #readName(): TokenKind {
    if (this.#character() !== '"') throw this.#unexpected(jsonTexts.name);
    this.#name = this.#taken(readString(this.#source, this.#at + 1));
    this.#skipSpace();
    if (this.#character() !== ":") throw this.#unexpected(jsonTexts.colon);
    this.#at += 1;
    this.#skipSpace();
    this.#begun = this.#beginValue();
    return "name";
  }

  #beginValue(): ValueKind {
    const first = this.#character();
    if (first === "{" || first === "[") {
      this.#at += 1;
      return first;
    }
    if (first === '"') {
      this.#at += 1;
      this.#isStringOpen = true;
      return "string";
    }
    if (/[-0-9]/.test(first)) {
      this.#value = this.#taken(readNumber(this.#source, this.#at));
      return "number";
    }
    if (!/[a-z_$]/i.test(first)) throw this.#unexpected(jsonTexts.value);
    this.#value = this.#taken(readLiteral(this.#source, this.#at));
    return this.#value === "true" || this.#value === "false" ? this.#value : "null";
  }

  #opened(kind: ValueKind): ValueKind {
    if (kind !== "{" && kind !== "[") return kind;
    const depth = this.#scopes.length + 1;
    if (depth > mostScopes) throw this.refusal(jsonTexts.tooDeep(depth, mostScopes));
    this.#scopes.push({ kind, start: this.#at - 1, members: 0 });
    return kind;
  }

  #closed(found: "}" | "]", scope: Scope | undefined): TokenKind {
    if (scope === undefined) throw this.#unexpected(jsonTexts.value);
    const expected = scope.kind === "{" ? "}" : "]";
    if (found !== expected) throw this.refusal(jsonTexts.wrongClose(found, this.#named(scope)));
    this.#at += 1;
    this.#scopes.pop();
    return found;
  }

  #finishString(): void {
    if (!this.#isStringOpen) return;
    this.#isStringOpen = false;
    this.#value = this.#taken(readString(this.#source, this.#at));
  }

  #taken({ text, end, problem }: Span): string {
    this.#at = end;
    if (problem !== undefined) throw this.refusal(problem);
    return text;
  }

  #unexpected(what: string): EventPatternError {
    const isAtEnd = this.#at >= this.#source.length;
    const scope = this.#scopes.at(-1);
    const code = this.#source.charCodeAt(this.#at);
    if (!isAtEnd) return this.refusal(jsonTexts.unexpectedCharacter(code, what));
    return this.refusal(jsonTexts.endOfInput(scope && this.#named(scope)));
  }

  #named({ kind, start }: Scope) {
    return { kind, start: jsonTexts.place(this.#source, start) };
  }

  #character(): string {
    return this.#source.charAt(this.#at);
  }

  #skipSpace(): void {
    while (/[ \t\r\n]/.test(this.#character())) this.#at += 1;
  }
}
