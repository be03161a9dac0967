import type { Asked } from './options.ts'
import { makeBook } from '../scenes/book.ts'
import { fuzz } from './play.ts'
import { workShift } from './shift.ts'

/** The bundled half of the fuzz run: plays what it is told, and tells what came of it as its last line. */
const asked = JSON.parse(process.argv[2] ?? '{}') as Asked
const book = await makeBook()
const played = asked.frames > 0 ? await workShift(asked.frames, book) : await fuzz(asked, book)
console.log(JSON.stringify(played))
await book[Symbol.asyncDispose]()
process.exit(0)
