; What the contract says of verdicts, obstacles, conflicts and outcomes, whatever the knowledge is.
;
; The rules of conditions (`exported.py`) assert (so NODE yes|no), (by NODE SIGN PART SIGN), (on NODE SIGN FACT VALUE), and
;
;   (recognized SYMPTOM)  (given error)              of the case: what its messages are, and that it has some
;   (seen SYMPTOM GENERALITY)                        it shows itself, and not elsewhere
;   (candidate CAUSE SYMPTOM named|linked|any)       the cause comes into question
;   (proven CAUSE NODE SIGN)  (excluded …)  (elsewhere …)  (harmless …)  (supported …)
;   (obstacle CAUSE)  (impossible NODE)  (settled solved|out_of_scope)  (follows FACT VALUE NODE)
;
; What asks for the absence of something has a lower salience than what could still bring it.

; --- What is known

(defrule several
  (is ?fact ?value) (is ?fact ?other&~?value)
  => (assert (several ?fact) (rests disputed all ?fact ?value)))

(defrule cannot-be
  (impossible ?rule)
  => (assert (why impossible ?rule ?rule yes)))

(defrule cannot-be-facts
  (rests impossible ? ?fact&~observed_on ?value)
  => (assert (rests disputed all ?fact ?value)))

; --- Symptoms: the more general counts only where no other is there

(defrule present (declare (salience -11))
  (seen ?symptom ?general) (not (seen ? ?less&:(< ?less ?general)))
  => (assert (present ?symptom)))

; --- Verdicts for each symptom

(defrule away (declare (salience -20))
  (candidate ?cause ?symptom ?) (elsewhere ?cause ? ?)
  => (assert (away ?cause ?symptom)))

(defrule away-as-harmless (declare (salience -20))
  (candidate ?cause ?symptom any) (harmless ?cause ? ?)
  => (assert (away ?cause ?symptom)))

(defrule ruled-out-away (declare (salience -21))
  (away ?cause ?symptom)
  => (assert (state ?cause ?symptom ruled_out)))

(defrule confirmed (declare (salience -21))
  (candidate ?cause ?symptom ?) (proven ?cause ? ?) (not (away ?cause ?symptom))
  => (assert (state ?cause ?symptom confirmed)))

(defrule ruled-out (declare (salience -21))
  (candidate ?cause ?symptom ?) (excluded ?cause ? ?) (not (proven ?cause ? ?))
  => (assert (state ?cause ?symptom ruled_out)))

(defrule likely-as-named (declare (salience -22))
  (candidate ?cause ?symptom named) (not (state ?cause ?symptom confirmed|ruled_out))
  => (assert (state ?cause ?symptom likely)))

(defrule likely-as-the-last (declare (salience -22))
  (candidate ?cause ?symptom ~named) (not (state ?cause ?symptom confirmed|ruled_out))
  (exists (supported ?cause ? ?))
  (not (and (candidate ?rival&~?cause ?symptom ?) (not (state ?rival ?symptom ruled_out))))
  => (assert (state ?cause ?symptom likely)))

(defrule possible (declare (salience -23))
  (candidate ?cause ?symptom ?) (not (state ?cause ?symptom ?))
  => (assert (state ?cause ?symptom possible)))

; --- The verdict: of several, the strongest

(defrule verdict-confirmed (declare (salience -30))
  (state ?cause ? confirmed)
  => (assert (verdict ?cause confirmed)))

(defrule verdict-likely (declare (salience -30))
  (state ?cause ? likely) (not (state ?cause ? confirmed))
  => (assert (verdict ?cause likely)))

(defrule verdict-possible (declare (salience -30))
  (state ?cause ? possible) (not (state ?cause ? confirmed|likely))
  => (assert (verdict ?cause possible)))

(defrule verdict-ruled-out (declare (salience -30))
  (state ?cause ? ruled_out) (not (state ?cause ? confirmed|likely|possible))
  => (assert (verdict ?cause ruled_out)))

(defrule verdict-of-an-obstacle (declare (salience -30))
  (obstacle ?cause)
  => (assert (verdict ?cause confirmed)))

(defrule alone (declare (salience -31))
  (candidate ?cause ?symptom ?)
  (not (and (candidate ?rival&~?cause ?symptom ?) (not (verdict ?rival ruled_out))))
  => (assert (alone ?cause ?symptom)))

; --- On which facts they rest

(defrule why-confirmed (declare (salience -40))
  (verdict ?cause confirmed) (proven ?cause ?node ?sign)
  => (assert (why proof ?cause ?node ?sign)))

(defrule why-not-confirmed (declare (salience -40))
  (verdict ?cause confirmed) (proven ?cause ? ?) (excluded ?cause ?node ?sign)
  => (assert (why against ?cause ?node ?sign) (torn ?cause)))

(defrule why-away (declare (salience -40))
  (verdict ?cause ruled_out) (elsewhere ?cause ?node ?sign)
  => (assert (why out ?cause ?node ?sign)))

(defrule why-harmless (declare (salience -40))
  (verdict ?cause ruled_out) (candidate ?cause ? any) (harmless ?cause ?node ?sign)
  => (assert (why out ?cause ?node ?sign)))

(defrule why-ruled-out (declare (salience -40))
  (verdict ?cause ruled_out) (excluded ?cause ?node ?sign) (not (away ?cause ?))
  => (assert (why out ?cause ?node ?sign)))

(defrule why-likely (declare (salience -40))
  (verdict ?cause likely) (supported ?cause ?node ?sign)
  => (assert (why support ?cause ?node ?sign)))

(defrule why-part
  (why ?kind ?of ?node ?sign) (by ?node ?sign ?part ?own)
  => (assert (why ?kind ?of ?part ?own)))

(defrule why-fact
  (why ?kind ?of ?node ?sign) (on ?node ?sign ?fact ?value)
  => (assert (rests ?kind ?of ?fact ?value)))

(defrule why-it-follows
  (follows ? ? ?node)
  => (assert (why derivation ?node ?node yes)))

(defrule deep
  (rests ?kind&proof|out|support|disputed ?of ?fact ?value)
  => (assert (deep ?kind ?of ?fact ?value)))

(defrule deeper
  (deep ?kind ?of ?fact ?value) (follows ?fact ?value ?node) (rests derivation ?node ?from ?its)
  => (assert (deep ?kind ?of ?from ?its)))

; --- What is disputed

(defrule disputed-as-torn (declare (salience -50))
  (torn ?cause)
  => (assert (disputed ?cause)))

(defrule disputed-proof (declare (salience -50))
  (verdict ?cause confirmed) (deep proof ?cause ?fact ?value) (deep disputed all ?fact ?value)
  => (assert (disputed ?cause) (behind ?cause ?fact ?value)))

(defrule disputed-support (declare (salience -50))
  (verdict ?cause likely) (not (candidate ?cause ? named))
  (deep support ?cause ?fact ?value) (deep disputed all ?fact ?value)
  => (assert (disputed ?cause) (behind ?cause ?fact ?value)))

(defrule disputed-rivals (declare (salience -50))
  (verdict ?cause likely) (not (candidate ?cause ? named))
  (alone ?cause ?symptom) (candidate ?rival&~?cause ?symptom ?)
  (deep out ?rival ?fact ?value) (deep disputed all ?fact ?value)
  => (assert (disputed ?cause) (behind ?cause ?fact ?value)))

; --- Conflicts

(defrule conflict-of-values (declare (salience -60))
  (several ?fact) (is ?fact ?value)
  => (assert (conflict values ?fact) (in values ?fact ?fact ?value)))

(defrule conflict-impossible (declare (salience -60))
  (impossible ?rule) (rests impossible ?rule ?fact&~observed_on ?value)
  => (assert (conflict impossible ?rule) (in impossible ?rule ?fact ?value)))

(defrule conflict-of-a-cause (declare (salience -60))
  (torn ?cause) (rests proof|against ?cause ?fact ?)
  (or (rests proof|against ?cause ~?fact ?) (not (several ?fact)))
  => (assert (conflict cause ?cause)))

(defrule conflict-with-the-message (declare (salience -60))
  (verdict ?cause ruled_out) (candidate ?cause ? named)
  => (assert (conflict message ?cause)))

(defrule facts-of-a-conflict-of-a-cause (declare (salience -61))
  (conflict cause ?cause) (rests proof|against ?cause ?fact ?value)
  => (assert (in cause ?cause ?fact ?value)))

(defrule facts-of-a-conflict-with-the-message (declare (salience -61))
  (conflict message ?cause) (rests out ?cause ?fact ?value)
  => (assert (in message ?cause ?fact ?value)))

; --- The outcome

(defrule sound (declare (salience -60))
  (candidate ?cause ? ?) (verdict ?cause ?verdict) (not (disputed ?cause))
  => (assert (sound ?verdict)))

(defrule best-confirmed (declare (salience -62))
  (candidate ?cause ? ?) (verdict ?cause confirmed)
  => (assert (best confirmed)))

(defrule best-likely (declare (salience -63))
  (candidate ?cause ? ?) (verdict ?cause likely) (not (best confirmed))
  => (assert (best likely)))

(defrule best-possible (declare (salience -64))
  (candidate ?cause ? ?) (verdict ?cause possible) (not (best confirmed|likely))
  => (assert (best possible)))

(defrule solved (declare (salience -65))
  (settled solved)
  => (assert (outcome solved)))

(defrule out-of-scope (declare (salience -66))
  (settled out_of_scope) (not (outcome solved))
  => (assert (outcome out_of_scope)))

(defrule outcome-of-the-best (declare (salience -67))
  (best ?verdict) (sound ?verdict) (not (settled ?))
  => (assert (outcome ?verdict)))

(defrule outcome-of-obstacles (declare (salience -67))
  (not (candidate ? ? ?)) (obstacle ?cause) (not (disputed ?cause)) (not (settled ?))
  => (assert (outcome obstacle)))

(defrule nothing-recognized (declare (salience -67))
  (not (candidate ? ? ?)) (not (obstacle ?)) (given ?) (not (settled ?))
  => (assert (outcome unrecognized)))

(defrule nothing-to-go-by (declare (salience -67))
  (not (candidate ? ? ?)) (not (obstacle ?)) (not (given ?)) (not (settled ?))
  => (assert (outcome incomplete)))

(defrule contradictory (declare (salience -68))
  (not (outcome ?))
  => (assert (outcome contradictory)))

; --- What decides a contradictory outcome

(defrule best-of-the-candidates (declare (salience -69))
  (best ?verdict) (candidate ?cause ? ?) (verdict ?cause ?verdict)
  => (assert (weighs ?cause)))

(defrule best-of-the-obstacles (declare (salience -69))
  (not (candidate ? ? ?)) (obstacle ?cause)
  => (assert (weighs ?cause)))

(defrule decided-by-a-cause (declare (salience -70))
  (outcome contradictory) (conflict cause ?cause) (weighs ?cause)
  => (assert (decides cause ?cause)))

(defrule decided-by-facts (declare (salience -70))
  (outcome contradictory) (in ?kind ?of ?fact ?value) (weighs ?cause) (behind ?cause ?fact ?value)
  => (assert (decides ?kind ?of)))

; --- What is told of it. `say` hands over what it is given; facts that a program fetches would never be given free.

(defrule tell-outcome (declare (salience -90))
  (outcome ?outcome) => (say outcome ?outcome))

(defrule tell-symptom (declare (salience -90))
  (present ?symptom) => (say symptom ?symptom))

(defrule tell-verdict (declare (salience -90))
  (verdict ?cause ?verdict) (exists (candidate ?cause ? ?)) => (say verdict ?cause ?verdict))

(defrule tell-because (declare (salience -90))
  (rests proof|out ?cause ?fact ?value) => (say because ?cause ?fact ?value))

(defrule tell-likely-by-facts (declare (salience -90))
  (verdict ?cause likely) (exists (supported ?cause ? ?)) => (say likely-by-facts ?cause))

(defrule tell-only-left (declare (salience -90))
  (verdict ?cause possible) (exists (alone ?cause ?)) => (say only-left ?cause))

(defrule tell-obstacle (declare (salience -90))
  (obstacle ?cause) => (say obstacle ?cause))

(defrule tell-disputed (declare (salience -90))
  (disputed ?cause) => (say disputed ?cause))

(defrule tell-conflict (declare (salience -90))
  (conflict ?kind ?of) (in ?kind ?of ?fact ?value) => (say conflict ?kind ?of ?fact ?value))

(defrule tell-decides (declare (salience -90))
  (decides ?kind ?of) => (say decides ?kind ?of))
