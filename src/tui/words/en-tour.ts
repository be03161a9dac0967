/** The tour of one minute. */
export const enTour = {
  tour: {
    title: 'One minute through Butler',
    offer: 'New here? {help:?} and then Tab is a tour of one minute.',
    hint: 'Enter goes on, Left goes back, Esc leaves. {help:?} and then Tab brings it back at any time.',
    pages: [
      {
        about: 'The queue',
        text: 'Every case in the order in which it presses: life and safety first, then what is overdue, then who waits. The right pane shows the case; {queue.why:w} says why it stands where it stands. {case.next:n} takes the next one.',
      },
      {
        about: 'A customer',
        text: 'Enter opens the customer: household, policies, promises, cases, and everything that was said, newest first. {reply:r} answers, {reply.library:R} opens the reply library, {promise.make:P} makes a promise with its due time.',
      },
      {
        about: 'A claim',
        text: '{claim.checklist:c} opens the checklist: the questions in the order that settles it fastest, the judgement live beside them with its clauses. Nothing reaches the customer before you have signed it with {claim.sign:s}.',
      },
      {
        about: 'When it takes others',
        text: '{escalate:e} starts a flow: it asks for what the next desk needs and will not leave with a field empty. {approvals:A} shows what waits for your yes, {owed:O} every clock that runs.',
      },
      {
        about: 'Offline, and mistakes',
        text: 'The upper right corner says whether you are in sync. Offline everything goes on and is sent later; {outbox:o} shows what waits or was refused. {undo:z} takes back the last thing that has not left.',
      },
      {
        about: 'Keys',
        text: '{help:?} lists the keys of the screen, {palette::} finds any command by its name, {language:L} changes the language, Esc always goes one step back. What is dangerous asks first, with another key.',
      },
    ],
  },
}
