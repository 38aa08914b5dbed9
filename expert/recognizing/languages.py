"""Which language or script a text is in that is neither English nor Swedish.

A language shows itself by words that stand in nearly every text of it and in none of the two that are known here, and
by spellings that neither of them has. Two such words are needed, and they must outnumber what is English or Swedish.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from expert.foundations.limits import END
from expert.foundations.texts import Text

_LEAST_LETTERS = 3
_LEAST_OF_LETTERS = 0.3
_LEAST_WORDS = 2
_LEAST_OF_WORDS = 0.22

_SCRIPTS = {
    "CJK": Text("Chinese or Japanese characters", "kinesiska eller japanska tecken"),
    "HIRAGANA": Text("Japanese", "japanska"),
    "KATAKANA": Text("Japanese", "japanska"),
    "HANGUL": Text("Korean", "koreanska"),
    "ARABIC": Text("Arabic script", "arabisk skrift"),
    "HEBREW": Text("Hebrew", "hebreiska"),
    "CYRILLIC": Text("Cyrillic script", "kyrillisk skrift"),
    "GREEK": Text("Greek", "grekiska"),
    "THAI": Text("Thai", "thailändska"),
    "DEVANAGARI": Text("Devanagari script", "devanagari"),
    "ETHIOPIC": Text("Ethiopic script", "etiopisk skrift"),
    "ARMENIAN": Text("Armenian", "armeniska"),
    "GEORGIAN": Text("Georgian", "georgiska"),
    "BENGALI": Text("Bengali script", "bengalisk skrift"),
    "TAMIL": Text("Tamil", "tamil"),
}

_HOME_WORDS = (
    # English
    "the and is of to a in that it its for on with this was not you be are has have had at from or your my we when i "
    "but by an as if so do does did don't doesn't didn't can can't cannot could couldn't will won't would there they "
    "them their he she his her our us me what which who how why where then than after before until again still only "
    "just into out up no yes all any some more most very too also been being were am get gets got says say said see "
    "phone device devices user users app error message sign password work works enroll enrolled enrollment profile "
    "portal company screen page setup please help new same nothing never about because over under through "
    "server login maximum limit invalid impossible installation red later plus certificate network number "
    # Swedish
    "och är att det den en ett som på för med av inte har hade till jag vi om kan när men så från eller vid mitt min "
    "mina din ditt dina blir blev bli efter detta denna dessa går gick de dem han hon sig sin sitt sina vår vårt våra "
    "man ni er ert du mig oss här där hur vad vem varför vilken sedan sen bara också även ska skulle vill måste får "
    "fick nu då än mycket mer hela alla allt inget ingen ingenting aldrig igen utan innan under över ut upp in ner "
    "bort kommer kom säger står finns någon något några hos mot mellan tack hej telefonen telefon enheten enhet "
    "mobilen användaren användare appen fel felet meddelande lösenord registrera registreringen skärmen sidan "
    "profilen profil företagsportalen hanteringsprofilen nya ny samma varje gång stå antal nådd låst sur reste jobb "
    "tom tak se ja nej nätverket certifikatet"
)
_AT_HOME = frozenset(_HOME_WORDS.split())
"""Words of the two languages that are known here."""

# What is English or Swedish too tells only which of the others a text is in.
_OWN_WORDS = {
    "German": "der das und ist nicht ein eine einen einem einer zu zum zur mit auf für sich dem des wird wurde wurden "
              "bei beim nach ich wir ihr sie es dass kann können konnte werden kein keine keinen mein meine meinem "
              "meinen dein unser unsere aber auch noch schon wenn weil oder immer nur durch über vom haben habe sind "
              "bitte danke hallo hilfe gerät geräte fehler fehlermeldung registrieren registriert registrierung "
              "anmelden anmeldung angemeldet anmeldebildschirm benutzer kennwort passwort unternehmensportal profil "
              "installieren installiert installation handy telefon lässt funktioniert geht möglich fehlgeschlagen "
              "hängt bleibt nichts passiert seite weiß leer zugriff verbindung zertifikat abgelaufen ungültig "
              "ungültiges netzwerkfehler netzwerk erneut später versuchen versuche einrichten einrichtung aufgetreten "
              "kommt steht seit gestern gleiche geladen",
    "French": "le la les des du et est une un pas dans pour que qui sur avec vous votre vos ne au aux je j'ai nous ce "
              "cette ces mon ma mes notre nos leur il elle ils sont été être avoir avons peut peux mais ou où si donc "
              "plus très quand après avant toujours rien aucun aucune sans depuis pendant lors chez merci bonjour "
              "aide impossible appareil appareils téléphone erreur message connexion connecter inscription inscrire "
              "enregistrer enregistrement portail d'entreprise l'entreprise indisponible mot passe utilisateur écran "
              "blanc bloqué bloquée profil installer l'installation échoue échoué fonctionne marche c'est n'est n'a "
              "atteint introuvable nombre maximal échec veuillez réessayer tard réseau valide survenue certificat "
              "expiré reste s'affiche page d'accueil affiche serveur",
    "Spanish": "desde ayer el la los las una unos es y no se que por para con su sus del al está están este esta esto "
               "ha han he "
               "hay puede puedo pude pudo podemos pero como cuando después antes siempre nunca nada sin mi mis "
               "nuestro nuestra muy más ya también donde porque gracias hola ayuda dispositivo dispositivos teléfono "
               "móvil error pantalla queda blanco iniciar inicio sesión contraseña usuario registrar registro "
               "inscribir inscripción perfil instalar instalación empresa trabajo aparece dice sale intente nuevo "
               "favor inténtelo portal disponible momento correo de en ocurrido red vuelva intentarlo tarde alcanzado "
               "límite válido número máximo certificado caducado servidor fallado ningún sigue",
    "Italian": "il lo gli che è non di del della dello dei delle al alla allo nel nella sul sulla per con una uno un "
               "si mio mia miei nostro nostra questo questa sono stato stata ho abbiamo hanno può posso riesco riesce "
               "ma come quando dopo prima sempre mai niente nulla senza anche più perché grazie ciao salve buongiorno "
               "aiuto dispositivo telefono errore schermata schermo bianca bianco accesso accedere password utente "
               "registrare registrazione iscrizione profilo installare installazione aziendale portale disponibile "
               "momento riprova impossibile rimane bloccato funziona l'iphone l'ipad l'accesso dell'iphone "
               "l'installazione riprovare tardi verificato rete raggiunto limite valido server certificato scaduto "
               "numero massimo bloccata aggiornamento",
    "Portuguese": "o os as um uma não é que do da dos das em no na nos nas para com seu sua meu minha nosso foi pode "
                  "posso consigo consegue mas como quando depois antes sempre nunca nada sem também mais já está "
                  "estão este esta isso ao aos por porque obrigado obrigada olá bom ajuda dispositivo telemóvel "
                  "telefone celular erro tela ecrã branco branca início sessão iniciar entrar senha palavra-passe "
                  "utilizador usuário registar registrar registro inscrição perfil instalar instalação empresa portal "
                  "disponível momento novamente falhou fica parado ocorreu rede tente tarde limite atingido inválido "
                  "servidor certificado expirou número máximo",
    "Dutch": "het een niet van en dat voor met zijn aan bij kan kunnen wordt worden werd uw je jouw mijn ik wij ze "
             "hij deze dit maar ook nog wel geen naar uit om te op is als wanneer omdat altijd nooit niets zonder na "
             "sinds hoe waarom bedankt hallo hulp graag apparaat apparaten telefoon fout foutmelding melding scherm "
             "wit leeg aanmelden aangemeld aanmelding inloggen wachtwoord gebruiker registreren registratie "
             "inschrijven inschrijving profiel installeren installatie bedrijfsportal bedrijfsportaal beschikbaar "
             "mislukt probeer opnieuw werkt lukt blijft hangen momenteel ingeschreven opgetreden netwerkfout netwerk "
             "ongeldig verlopen certificaat bereikt maximum aantal server toestel gisteren steeds dezelfde foutcode",
    "Danish": "og er ikke det en at på til med af jeg har der hvad hvorfor hvordan hvor også men efter kunne kan sker "
              "skete blev bliver min mit vores din dit nogen noget ingen intet altid uden siden når hvis fordi lige "
              "nu igen prøv tak hej hjælp venligst enheden enhed telefonen telefon fejl fejlen fejlmeddelelse skærm "
              "skærmen tom hvid logge logget adgangskode bruger brugeren tilmelde tilmeldes tilmeldt tilmelding "
              "registrere registreres registreret profilen profil installeres installere firmaportal firmaportalen "
              "virksomhedsportal virksomhedsportalen utilgængelig mislykkedes virker fungerer står hænger arbejde "
              "øjeblikket arbejdskonto svarer opstod netværksfejl netværket ugyldig ugyldigt udløbet certifikatet "
              "login tilmeldingen går stå senere antal nået maksimale opsætning opsætningen samme",
    "Norwegian": "og er ikke det en et å på til med av jeg har som hva hvorfor hvordan hvor også men etter kunne kan "
                 "ble blir min mitt vår vårt din noen noe ingen ingenting alltid uten siden når hvis fordi nå akkurat "
                 "igjen prøv takk hei hjelp vennligst enheten enhet telefonen telefon mobilen feil feilen feilmelding "
                 "skjerm skjermen tom hvit logge logget pålogging innlogging innloggingen seg passord bruker brukeren "
                 "melde registrere registreres registrert registrering påmelding profilen profil installeres "
                 "installere bedriftsportal bedriftsportalen firmaportal firmaportalen utilgjengelig mislyktes virker "
                 "fungerer skjer står henger jobb øyeblikket jobbkonto får svarer oppstod oppstått nettverksfeil "
                 "nettverket ugyldig utløpt sertifikatet senere antall nådd maksimalt oppsett oppsettet låst "
                 "registreringen innmelding",
    "Finnish": "ja ei ole en et eivät on oli olen ovat se että tämä tämän kun jos mutta myös vain vielä nyt juuri "
               "aina mitään kanssa ilman jälkeen ennen miksi miten missä kiitos hei terve apua laite laitteen "
               "laitetta laitteet puhelin puhelimen puhelimessa puhelinta virhe virheen virheilmoitus näyttö näytöllä "
               "sivu kirjautua kirjautuminen kirjautumisen salasana käyttäjä käyttäjän rekisteröidä rekisteröinti "
               "profiili profiilin asentaa asentaminen asennus yritysportaali yritysportaalin käytettävissä voi voida "
               "epäonnistui epäonnistuu yritä uudelleen toimi toimii minun meidän verkkovirhe tapahtui virheellinen "
               "vanhentunut varmenne myöhemmin palvelin yhteys jumittuu jää kirjautumiseen rekisteröinnin enintään "
               "määrä",
    "Icelandic": "ekki og að er var í á um við ég það þetta þessi sem til með af frá hjá eftir fyrir þegar hvað "
                 "hvernig hvers vegna alltaf aldrei ekkert nema upp setja tókst hægt get getur kemur kom síminn "
                 "símann símanum síma tæki tækið tækisins mínum minn mín mitt okkar villa villuboð skrá skráning "
                 "innskráning lykilorð notandi notandinn prófíl prófílinn fyrirtækjagátt takk hæ halló hjálp frýs "
                 "skjárinn hvítur ógilt netvilla seinna reyndu aftur",
    "Polish": "nie jest się na do że z w ze dla od po przy jak ale tak już jeszcze tylko gdy kiedy czy co to ten ta "
              "mój moje mojego moim nasz można mogę może został została zawsze nigdy nic bez proszę dzień dobry "
              "dziękuję pomoc pomocy urządzenie urządzenia urządzeń telefon telefonie błąd ekran biały zalogować "
              "logowanie logowania hasło użytkownik użytkownika zarejestrować rejestracja rejestracji profil profilu "
              "zainstalować instalacja instalacji portal firmy niedostępny działa spróbuj ponownie wystąpił sieci "
              "nieprawidłowy certyfikat wygasł serwer limit osiągnięto później",
    "Czech": "je se na že není nejde nelze pro bylo byl byla jsem jsme ale také jen když protože jak kde co můj moje "
             "náš nám prosím děkuji dobrý den pomoc zařízení telefon telefonu chyba chybu chyby obrazovka přihlásit "
             "přihlášení heslo uživatel uživatele zaregistrovat registrace registraci profil profilu instalace "
             "nainstalovat portál společnosti dostupný zkuste znovu nefunguje po při došlo chybě sítě neplatný "
             "certifikát vypršel server později",
    "Turkish": "ve bir bu için değil ile olarak ama çok daha sonra önce her hiç ben benim bizim var yok neden nasıl "
               "zaman lütfen teşekkürler merhaba yardım cihaz cihazı cihazım telefon telefonum telefonuma hata hatası "
               "ekran beyaz oturum açma açtıktan giriş şifre kullanıcı kayıt kaydı kaydedilemiyor kaydedemiyorum "
               "profil profili yükleme yüklenemedi yüklenemiyor şirket portalı kullanılamıyor tekrar deneyin "
               "yapılamadı çalışmıyor oldu oluyor ağ oluştu geçersiz sunucu",
    "Hungarian": "a az és nem egy hogy van volt meg csak már még de ha mert vagy ez ezt lehet lehetett sikerült "
                 "köszönöm kérem segítség készülék eszköz eszközt telefon telefonom hiba hibaüzenet képernyő "
                 "bejelentkezés bejelentkezni jelszó felhasználó regisztrálni regisztráció profil telepítése "
                 "telepíteni vállalati portál működik újra után történt hálózati érvénytelen lejárt próbálja később "
                 "kiszolgáló",
    "Romanian": "și nu este un o la cu pe pentru din că în se am ai are dar după când cum mai foarte meu mea nostru "
                "poate pot putut fi mulțumesc bună ajutor dispozitiv dispozitivul telefon telefonul eroare eroarea "
                "ecran ecranul alb conectare parola utilizator înregistra înregistrare înregistrarea profil profilul "
                "instala instalarea portalul companiei disponibil încercați nou apărut rețea invalid certificat "
                "expirat încerca târziu",
    "Estonian": "ja ei ole on et see kui aga ka ainult mis miks kuidas minu meie pärast enne aitäh tere abi palun "
                "seade seadet seadme telefon telefoni viga veateade ekraan parool kasutaja sisse logida registreerida "
                "registreerimine profiil profiili paigaldada ebaõnnestus ettevõtte portaal saadaval uuesti proovige "
                "tekkis võrguviga kehtetu hiljem",
    "Croatian, Bosnian or Serbian": (
        "je se na nije ne da u i za od sa ali kao kada nakon prije uvijek ništa bez moj moje naš mogu može hvala "
        "molim pomoć uređaj uređaja telefon telefonu greška pogreška ekran zaslon prijaviti prijava prijave lozinka "
        "korisnik registrirati registracija profil instalirati instalacija portal tvrtke dostupan pokušajte ponovo "
        "radi došlo mrežne mreže pogreške nevažeći istekao kasnije"
    ),
    "Indonesian": "yang dan tidak di ke dari ini itu untuk dengan pada saya kami anda bisa dapat sudah belum akan ada "
                  "setelah sebelum selalu karena tolong terima kasih bantuan perangkat ponsel telepon kesalahan layar "
                  "masuk sandi pengguna mendaftar mendaftarkan pendaftaran profil memasang perusahaan tersedia coba "
                  "lagi",
    "Vietnamese": "không và là của cho có được tôi chúng này khi với trên trong vào ra bị đã đang sẽ thể thiết điện "
                  "thoại lỗi màn hình đăng ký nhập mật khẩu người dùng hồ sơ cài đặt công ty thử lại giúp",
    "Somali": "waa iyo ma ku ka la ee aan uu ay waxaan waxay taleefanka telefoonka qaladka khaladka fadlan mahadsanid "
              "caawimaad gelin diiwaangelin",
}  # fmt: skip
_NAMES = {
    "German": Text("German", "tyska"), "French": Text("French", "franska"), "Spanish": Text("Spanish", "spanska"),
    "Italian": Text("Italian", "italienska"), "Portuguese": Text("Portuguese", "portugisiska"),
    "Dutch": Text("Dutch", "nederländska"), "Danish": Text("Danish", "danska"),
    "Norwegian": Text("Norwegian", "norska"), "Finnish": Text("Finnish", "finska"),
    "Icelandic": Text("Icelandic", "isländska"), "Polish": Text("Polish", "polska"),
    "Czech": Text("Czech", "tjeckiska"), "Turkish": Text("Turkish", "turkiska"),
    "Hungarian": Text("Hungarian", "ungerska"), "Romanian": Text("Romanian", "rumänska"),
    "Estonian": Text("Estonian", "estniska"),
    "Croatian, Bosnian or Serbian": Text("Croatian, Bosnian or Serbian", "kroatiska, bosniska eller serbiska"),
    "Indonesian": Text("Indonesian", "indonesiska"), "Vietnamese": Text("Vietnamese", "vietnamesiska"),
    "Somali": Text("Somali", "somaliska"),
}  # fmt: skip

# Spellings that neither English nor Swedish has.
_SPELLINGS = {
    "German": "ß|^ge[a-zäöü]{4,}t$|(?:ieren|iert|ierung)$|schl|tsch|ücke|ün|üs|^ü",
    "French": "[èêîûœ]|é[a-z]{3}|^(?:d|l|qu|n|c|j|s)['’][a-zéèêà]",
    "Spanish": "ñ|ción$|sión$",
    "Italian": "zione$|zioni$|[àèìòù]$|^(?:l|d|un|all|dell|nell|sull|dall)['’][a-z]",
    "Portuguese": "[ãõ]|ção$",
    "Dutch": "ij|aat$|uur|oek",
    "Danish": "[æø]",
    "Norwegian": "[æø]|skj|gjen",
    "Finnish": "ii|uu|ää|öö|yy|(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|ss[aä]ni|minen|iset|tui)$",
    "Icelandic": "[ðþ]|[íúó].*(?:inn|num|ur|ið|na)$|ý|ækja|æki|tæk",
    "Polish": "[łąęśżźćń]|rz[eay]|cz[ya]",
    "Czech": "[řěů]|[čšž]",
    "Turkish": "[ığş]|lar$|(?:iyor|yorum|emedi|amadı)$|['’](?:[uıiü]m|d[ae]|n[ıiuü]n)",
    "Hungarian": "[őű]",
    "Romanian": "[șțăţ]",
    "Estonian": "õ|ä{2}|mine$",
    "Croatian, Bosnian or Serbian": "[đč]|ž|š",
    "Vietnamese": "[ơưạảấầẩậắằặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]",
}  # fmt: skip

# What stands between spaces, so that nothing is read from identifiers, addresses and paths.
_WORD = re.compile(
    r"""(?<![^\s"'“”„«»‘’(¿¡\[-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?=[.,;:!?…)"'“”»’\]]*(?:\s|$))"""
)
_LONG_NAME = 4
_ALIKE = ("Danish", "Norwegian")
_EITHER = Text("Danish or Norwegian", "danska eller norska")


_WORDS = {name: frozenset(words.split()) for name, words in _OWN_WORDS.items()}
_SPELLED = {name: re.compile(spelling) for name, spelling in _SPELLINGS.items()}


def language_of(text: str) -> Text | None:
    """The language or script that a text is in; None where that is English, Swedish, or not to be told."""
    text = unicodedata.normalize("NFC", text[:END])
    return _script_of(text) or _by_words(text)


def _script_of(text: str) -> Text | None:
    letters = [char for char in text if char.isalpha()]
    others = Counter(unicodedata.name(char, "").partition(" ")[0] for char in letters if char > "\u036f")
    known = {name: count for name, count in others.items() if name in _SCRIPTS}
    if sum(known.values()) < min(_LEAST_LETTERS, len(letters)) or (
        sum(known.values()) < _LEAST_OF_LETTERS * len(letters)
    ):
        return None
    for name in ("HIRAGANA", "KATAKANA"):  # they stand among Chinese characters in Japanese
        if name in known:
            return _SCRIPTS[name]
    return _SCRIPTS[max(known, key=lambda name: known[name])] if known else None


def _by_words(text: str) -> Text | None:
    # A short word with a capital letter is a name, or a code.
    found = _WORD.findall(text)
    words = [word.casefold() for i, word in enumerate(found) if not i or word.islower() or len(word) >= _LONG_NAME]
    if not words:
        return None
    own_words = {name: [word for word in words if _is_of(word, name)] for name in _NAMES}
    told = {name: (len(own), sum(word in _WORDS[name] for word in words)) for name, own in own_words.items()}
    best = max(told, key=lambda name: told[name])
    own = own_words[best]
    at_home = sum(word in _AT_HOME and word not in _WORDS[best] for word in words)
    if len(set(own)) < _LEAST_WORDS or len(own) <= at_home or len(own) < _LEAST_OF_WORDS * len(words):
        return None
    return _EITHER if best in _ALIKE and len({told[name] for name in _ALIKE}) == 1 else _NAMES[best]


def _is_of(word: str, language: str) -> bool:
    """Whether a word is of a language and neither English nor Swedish."""
    if word in _AT_HOME:
        return False
    spelled = _SPELLED.get(language)
    return word in _WORDS[language] or (spelled is not None and spelled.search(word) is not None)
