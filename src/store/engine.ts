/**
 * How the engines spell what differs between them. `shadowColumns`: gives columns that are new to a table, with their SQL
 * literals, to the images of its rows that a desk keeps.
 */
export type Engine = {
  int: string
  serial: string
  tableEnd: string
  shadowColumns(entity: string, columns: Readonly<Record<string, string>>): string[]
  /** What the queries lean on and the engine does not have by itself; made before the first migration. */
  functions: readonly string[]
}

export const sqlite: Engine = {
  int: 'integer',
  serial: 'integer primary key autoincrement',
  tableEnd: ' strict',
  shadowColumns: (entity, columns) => [
    `update "shadow" set "row" = json_set("row", ${Object.entries(columns)
      .map(([name, value]) => `'$.${name}', ${value}`)
      .join(', ')}) where "entity" = '${entity}' and "row" is not null`,
  ],
  functions: [],
}

/** Authorities only: a desk's tables are there and stay empty. */
export const postgres: Engine = {
  int: 'bigint',
  serial: 'bigint generated always as identity primary key',
  tableEnd: '',
  shadowColumns: () => [],
  functions: [
    `create or replace function instr(text, text) returns integer
       language sql immutable strict parallel safe return strpos($1, $2)`,
  ],
}
