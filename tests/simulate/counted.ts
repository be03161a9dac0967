/** The labels under which faults are counted; a long run has to meet every one. */
export const counted = [
  ...[
    'F1 desk killed',
    'F1 desk killed at a statement',
    'F2 response lost',
    'F3 duplicate',
    'F3 delayed',
    'F3 truncated',
  ],
  ...[
    'F4 one-way',
    'F5 disk full',
    'F6 bit flipped',
    'F7 two programs',
    'F8 clock',
    'F9 endpoint killed',
    'F9 endpoint killed at a statement',
  ],
  ...[
    'F10 backup put back',
    'F11 older desk',
    'F12 away and back',
    'F13 token revoked',
    'F13 role changed',
    'F14 poison',
    'F15 import',
  ],
  ...['F16 all at once', 'F17 lock held', 'F18 forgotten'],
]
