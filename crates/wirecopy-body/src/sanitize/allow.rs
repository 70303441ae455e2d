//! What sanitised HTML may hold: the lists, as data.
//!
//! The page `docs/sanitising.md` is made from them.

use super::shape::Shape;

/// Elements of one purpose.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// What they are for.
    pub title: &'static str,
    /// Their names, separated by spaces.
    pub names: &'static str,
}

impl Group {
    const fn new(title: &'static str, names: &'static str) -> Self {
        Self { title, names }
    }

    /// The names one by one.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.names.split_ascii_whitespace()
    }
}

/// Elements of HTML that are kept.
pub const ELEMENTS: &[Group] = &[
    Group::new(
        "sections and blocks",
        "address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer \
         h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu multicol nav noscript ol p pre search section \
         summary ul",
    ),
    Group::new(
        "text",
        "a abbr acronym b bdi bdo big blink br cite code data del dfn em font i ins kbd m mark marquee nobr q rb rp rt \
         rtc ruby s samp slot small span spacer strike strong sub sup time tt u var wbr",
    ),
    Group::new("tables", "caption col colgroup table tbody td tfoot th thead tr"),
    Group::new("pictures, sound and film", "area audio canvas img map picture sound source track video"),
    Group::new(
        "forms",
        "button command datagrid datalist event-source form input keygen label meter nextid optgroup option output \
         progress select textarea",
    ),
];

/// Elements that are removed with all they hold. None of them can be allowed.
pub const REMOVED: &[Group] = &[
    Group::new("run something", "applet script"),
    Group::new("style the page", "style"),
    Group::new("hold what is not shown", "frameset noembed noframes template title"),
];

/// Elements of which the tags alone are removed, like those of every element not named here. None of them can be
/// allowed.
pub const UNWRAPPED: &[Group] = &[
    Group::new("belong to a page", "base body head html link meta"),
    Group::new("hold or load a document", "fencedframe frame param portal"),
    Group::new("change how all that follows is read, or hold data", "plaintext xml xmp"),
    Group::new("load and run things in old browsers", "basefont bgsound ilayer isindex layer nolayer"),
];

/// Elements that embed a document of another site: see [`super::Embeds`].
pub const EMBEDDING: &[Group] = &[Group::new("embed", "embed iframe object")];

/// Attributes that are kept on every element, by what their values are.
pub const ATTRIBUTES: &[(Value, Group)] = &[
    (
        Value::Text,
        Group::new(
            "of every element",
            "accesskey autocapitalize class contenteditable dir draggable enterkeyhint exportparts hidden id inert \
             inputmode is lang part popover role slot spellcheck tabindex title translate xml:lang \
             xml:space aria-*",
        ),
    ),
    (
        Value::Text,
        Group::new(
            "of microdata and RDFa",
            "about content datatype inlist itemprop itemref itemscope prefix property rel resource rev typeof vocab",
        ),
    ),
    (
        Value::Text,
        Group::new(
            "of links, quotations and times",
            "charset coords datetime download hreflang media name nohref referrerpolicy shape target type urn",
        ),
    ),
    (
        Value::Text,
        Group::new(
            "of tables and lists",
            "abbr axis cellpadding cellspacing ch char charoff choff colspan frame headers reversed rowspan rules scope \
             span start summary value",
        ),
    ),
    (
        Value::Text,
        Group::new(
            "of pictures, sound and film",
            "alt controls controlslist crossorigin decoding default delay disablepictureinpicture \
             disableremoteplayback end fetchpriority height imagesizes ismap kind label loading loop loopcount loopend \
             loopstart muted playsinline preload sizes srclang volume width",
        ),
    ),
    (
        Value::Text,
        Group::new(
            "of forms",
            "accept accept-charset autocomplete autofocus challenge checked cols dirname disabled enctype for form \
             formenctype formmethod formnovalidate formtarget high inputmode keytype list low max maxlength method min \
             minlength multiple novalidate optimum pattern placeholder pqg prompt radiogroup readonly repeat-max \
             repeat-min replace required rows selected size step suppress template unselectable wrap",
        ),
    ),
    (
        Value::Text,
        Group::new(
            "of looks",
            "align balance bgcolor bgproperties border bordercolor bordercolordark bordercolorlight bottompadding clear \
             color compact datapagesize face galleryimg gutter hidefocus hspace leftspacing marginheight marginwidth \
             noshade nowrap open point-size rightspacing toppadding valign variable vrml vspace weight bgalign \
             scrollamount scrolldelay direction truespeed",
        ),
    ),
    (
        Value::Address,
        Group::new(
            "addresses",
            "action cite classid codebase data formaction href itemid itemtype longdesc manifest profile usemap \
             xlink:href",
        ),
    ),
    (
        Value::Picture,
        Group::new("addresses of pictures, sound and film", "background dynsrc icon lowsrc poster src"),
    ),
    (Value::Candidates, Group::new("lists of pictures at several sizes", "imagesrcset srcset")),
    (Value::Style, Group::new("styles", "style")),
];

/// What the value of an attribute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, kept as it is.
    Text,
    /// An address.
    Address,
    /// The address of something that is shown in place: it may hold a small picture itself (`data:`).
    Picture,
    /// Pictures of several sizes: addresses, each with a description.
    Candidates,
    /// Declarations of CSS.
    Style,
    /// A text that may point to a part of the same drawing, as `url(#id)` does.
    Paint,
    /// An address within the same drawing: `#id`.
    Fragment,
    /// The name of an attribute that is animated.
    Animated,
}

/// Schemes an address may have.
pub const SCHEMES: &[Group] = &[
    Group::new("the web and files", "http https ftp ftps sftp gopher wais rsync"),
    Group::new(
        "letters, calls and talk",
        "mailto tel sms sip sips callto skype facetime h323 xmpp irc ircs irc6 aim msnim ymsg gtalk matrix",
    ),
    Group::new("news and feeds", "news snews nntp feed podcast pcast itms itpc webcal"),
    Group::new("sound and film", "rtsp rtspu rtsps mms mmsh mmst"),
    Group::new("names and places", "urn hdl doi info tag geo magnet acct cid mid"),
    Group::new("programs' sources and machines", "git cvs svn svn+ssh ssh telnet imap shttp prospero"),
];

/// Properties of CSS that are kept where a value of theirs does nothing but style.
pub const PROPERTIES: &[Group] = &[
    Group::new(
        "text",
        "color direction font font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch \
         font-style font-synthesis font-variant font-variant-caps font-variant-east-asian font-variant-ligatures \
         font-variant-numeric font-variant-position font-weight hanging-punctuation hyphens letter-spacing line-break \
         line-height orphans overflow-wrap quotes tab-size text-align text-align-last text-combine-upright \
         text-decoration text-decoration-color text-decoration-line text-decoration-style text-decoration-thickness \
         text-emphasis text-emphasis-color text-emphasis-position text-emphasis-style text-indent text-justify \
         text-orientation text-overflow text-shadow text-transform text-underline-offset text-underline-position \
         unicode-bidi vertical-align white-space widows word-break word-spacing word-wrap writing-mode ruby-align \
         ruby-position initial-letter",
    ),
    Group::new(
        "boxes",
        "aspect-ratio background background-color border border-block border-block-color border-block-style \
         border-block-width border-bottom border-bottom-color border-bottom-left-radius border-bottom-right-radius \
         border-bottom-style border-bottom-width border-collapse border-color border-inline border-inline-color \
         border-inline-style border-inline-width border-left border-left-color border-left-style border-left-width \
         border-radius border-right border-right-color border-right-style border-right-width border-spacing border-style \
         border-top border-top-color border-top-left-radius border-top-right-radius border-top-style border-top-width \
         border-width box-shadow box-sizing height inline-size block-size margin margin-block margin-bottom margin-inline \
         margin-left margin-right margin-top max-height max-width min-height min-width object-fit object-position \
         opacity outline outline-color outline-offset outline-style outline-width overflow overflow-x overflow-y \
         padding padding-block padding-bottom padding-inline padding-left padding-right padding-top visibility width",
    ),
    Group::new(
        "layout",
        "align-content align-items align-self break-after break-before break-inside caption-side clear column-count \
         column-fill column-gap column-rule column-rule-color column-rule-style column-rule-width column-span \
         column-width columns cursor display elevation empty-cells flex flex-basis flex-direction flex-flow flex-grow \
         flex-shrink flex-wrap float gap grid grid-area grid-auto-columns grid-auto-flow grid-auto-rows grid-column \
         grid-column-end grid-column-start grid-row grid-row-end grid-row-start grid-template grid-template-areas \
         grid-template-columns grid-template-rows justify-content justify-items justify-self list-style \
         list-style-position list-style-type order page-break-after page-break-before page-break-inside place-content \
         place-items place-self row-gap table-layout",
    ),
    Group::new(
        "speech",
        "azimuth pause pause-after pause-before pitch pitch-range richness speak speak-header speak-numeral \
         speak-punctuation speech-rate stress voice-family volume",
    ),
    Group::new(
        "drawings",
        "alignment-baseline baseline-shift clip-rule color-interpolation dominant-baseline fill fill-opacity fill-rule \
         marker paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset \
         stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-rendering \
         vector-effect",
    ),
];

/// Functions the value of a property may call.
pub const FUNCTIONS: &str = "calc clamp color fit-content hsl hsla hwb lab lch max min minmax oklab oklch repeat rgb rgba \
    rotate scale scalex scaley skewx skewy translate translatex translatey matrix";

/// Elements of SVG that are kept.
pub const SVG: &[Group] = &[
    Group::new("structure", "svg a defs desc g metadata switch symbol title use view"),
    Group::new("shapes", "circle ellipse image line path polygon polyline rect"),
    Group::new("text", "text textPath tspan tref"),
    Group::new("paint", "clipPath linearGradient marker mask pattern radialGradient stop"),
    Group::new(
        "filters",
        "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap \
         feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode \
         feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter",
    ),
    Group::new("fonts", "font-face font-face-name font-face-src glyph hkern missing-glyph"),
    Group::new("motion", "animate animateColor animateMotion animateTransform mpath set"),
];

/// Attributes of SVG that are kept, beside `class`, `id`, `style` and others of every element.
pub const SVG_ATTRIBUTES: &[(Value, Group)] = &[
    (
        Value::Paint,
        Group::new(
            "presentation",
            "alignment-baseline baseline-shift clip-path clip-rule color color-interpolation \
             color-interpolation-filters color-rendering cursor direction display dominant-baseline fill fill-opacity \
             fill-rule filter flood-color flood-opacity font-family font-size font-size-adjust font-stretch font-style \
             font-variant font-weight image-rendering letter-spacing lighting-color marker-end marker-mid marker-start \
             mask opacity overflow paint-order pointer-events shape-rendering stop-color stop-opacity stroke \
             stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity \
             stroke-width text-anchor text-decoration text-rendering unicode-bidi vector-effect visibility word-spacing \
             writing-mode",
        ),
    ),
    (
        Value::Paint,
        Group::new(
            "geometry",
            "accent-height alphabetic amplitude arabic-form ascent azimuth bandwidth baseFrequency baseProfile bbox bias \
             cap-height clipPathUnits cx cy d descent diffuseConstant divisor dx dy edgeMode \
             elevation exponent filterUnits fr fx fy g1 g2 glyph-name glyphRef gradientTransform gradientUnits hanging \
             height horiz-adv-x horiz-origin-x horiz-origin-y ideographic in in2 intercept k k1 k2 k3 k4 kernelMatrix \
             kernelUnitLength lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits \
             maskUnits mathematical method mode name numOctaves offset operator order orient orientation origin \
             overline-position overline-thickness panose-1 path pathLength patternContentUnits patternTransform \
             patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius \
             refX refY requiredExtensions requiredFeatures result rotate rx ry scale seed slope spacing \
             specularConstant specularExponent spreadMethod startOffset stdDeviation stemh stemv stitchTiles \
             strikethrough-position strikethrough-thickness surfaceScale systemLanguage tableValues targetX targetY \
             textLength transform transform-origin u1 u2 underline-position underline-thickness unicode unicode-range \
             units-per-em version viewBox width widths x x-height x1 x2 xChannelSelector y y1 y2 yChannelSelector z \
             zoomAndPan",
        ),
    ),
    (
        Value::Paint,
        Group::new(
            "motion",
            "accumulate additive attributeType begin by calcMode dur end fill from keyPoints keySplines keyTimes max min \
             repeatCount repeatDur restart to type values",
        ),
    ),
    (Value::Animated, Group::new("what moves", "attributeName")),
    (
        Value::Text,
        Group::new(
            "links",
            "target rel hreflang xlink:actuate xlink:arcrole xlink:role xlink:show xlink:title xlink:type media",
        ),
    ),
    (Value::Fragment, Group::new("addresses", "href xlink:href")),
];

/// Elements of `MathML` that are kept.
pub const MATHML: &[Group] = &[
    Group::new("structure", "math annotation maction merror mphantom mrow mstyle semantics none"),
    Group::new("tokens", "mi mn mo ms mspace mtext"),
    Group::new(
        "layout",
        "menclose mfenced mfrac mlongdiv mmultiscripts mover mpadded mprescripts mroot mscarries mscarry msgroup msline \
         msqrt msrow mstack msub msubsup msup munder munderover",
    ),
    Group::new("tables", "maligngroup mlabeledtr mtable mtd mtr"),
];

/// Attributes of `MathML` that are kept, beside `class`, `id`, `style` and others of every element.
pub const MATHML_ATTRIBUTES: &[(Value, Group)] = &[
    (
        Value::Text,
        Group::new(
            "presentation",
            "accent accentunder actiontype align alignmentscope alttext arg bevelled charalign charspacing close \
             columnalign columnlines columnspacing columnspan columnwidth crossout decimalpoint denomalign depth dir \
             display displaystyle edge encoding equalcolumns equalrows fence fontfamily fontsize fontstyle fontweight \
             form frame framespacing groupalign height indentalign indentalignfirst indentalignlast indentshift \
             indentshiftfirst indentshiftlast indenttarget infixlinebreakstyle intent largeop leftoverhang length \
             linebreak linebreakmultchar linebreakstyle lineleading linethickness location longdivstyle lquote lspace \
             mathbackground mathcolor mathsize mathvariant maxsize maxwidth minlabelspacing minsize \
             mode movablelimits mslinethickness notation numalign open other overflow position rightoverhang rowalign \
             rowlines rowspacing rowspan rquote rspace scriptlevel scriptminsize scriptsizemultiplier selection \
             separator separators shift side stackalign stretchy subscriptshift superscriptshift symmetric valign \
             voffset width xlink:show xlink:title xlink:type",
        ),
    ),
    (Value::Address, Group::new("addresses", "href xlink:href")),
];

/// How the parser of HTML treats an element of [`ELEMENTS`].
pub(crate) fn shape(name: &str) -> Shape {
    match name {
        "p" => Shape::Paragraph,
        "li" => Shape::Item,
        "dd" | "dt" => Shape::Definition,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Shape::Heading,
        "address" | "div" => Shape::Plain,
        "article" | "aside" | "blockquote" | "center" | "details" | "dir" | "dl" | "fieldset"
        | "figcaption" | "figure" | "footer" | "header" | "hgroup" | "main" | "menu" | "nav" | "search"
        | "section" | "summary" => Shape::Block,
        "ol" | "ul" => Shape::List,
        "dialog" => Shape::Dialog,
        "pre" | "listing" => Shape::Preformatted,
        "form" => Shape::Form,
        "button" => Shape::Button,
        "marquee" => Shape::Marquee,
        "a" => Shape::Link,
        "nobr" => Shape::Nobr,
        "b" | "big" | "code" | "em" | "font" | "i" | "s" | "small" | "strike" | "strong" | "tt" | "u" => {
            Shape::Formatting
        }
        "hr" => Shape::Rule,
        "br" => Shape::Break,
        "area" | "img" | "input" | "keygen" | "wbr" => Shape::Void,
        "source" | "track" => Shape::Source,
        "table" => Shape::Table,
        "caption" => Shape::Caption,
        "colgroup" => Shape::Columns,
        "col" => Shape::Column,
        "tbody" | "thead" | "tfoot" => Shape::Rows,
        "tr" => Shape::Row,
        "td" | "th" => Shape::Cell,
        "option" => Shape::Choice,
        "optgroup" => Shape::Choices,
        "ruby" => Shape::Ruby,
        "rt" | "rp" => Shape::Reading,
        "rb" => Shape::RubyBase,
        "rtc" => Shape::Readings,
        "noscript" => Shape::Special,
        _ => Shape::Ordinary,
    }
}
