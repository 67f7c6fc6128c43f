# One notice for each outage: the same service in another building is another one
Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Wifi
    The wifi is down in Van Hise Hall. Nobody on our floor can connect.
  decided outage by rule 6
  sent notice to hdqa@queues.example, sncc@queues.example
    | van hise
  case outage

Mon 2026-03-02 09:05  bo-fx@wisc.edu writes: No wifi
    Nobody on the third floor of Van Hise can get on the wifi.
  decided outage by rule 6
  case outage

Mon 2026-03-02 09:20  cy-fx@wisc.edu writes: No wifi
    Nobody in Memorial Library can get on the wifi.
  decided outage by rule 6
  sent notice to hdqa@queues.example, sncc@queues.example
    | memorial
  case outage

# A whole campus is more than two buildings, and each building is within it.
Mon 2026-03-02 09:30  di-fx@wisc.edu writes: Wifi
    The wifi is down for everyone here, on the whole campus.
  decided outage by rule 6
  sent notice to hdqa@queues.example, sncc@queues.example

Mon 2026-03-02 09:40  ed-fx@wisc.edu writes: Wifi
    Nobody in Helen White Hall can connect to the wifi.
  decided outage by rule 6

Mon 2026-03-02 09:45  KIM runs: mailroute outage list
  prints van hise
