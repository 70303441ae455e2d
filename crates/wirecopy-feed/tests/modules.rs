//! What the views of modules show, and what is copied to fields.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "tests may panic")]

use wirecopy_core::{Cx, Findings, Importer, Input, Limits, Options, Policy};
use wirecopy_feed::Rss;
use wirecopy_feed::modules::{
    Chapters, Element, Itunes, MediaRss, Module, Podcast, Syndication, Vocabulary, geo, is_kept,
};
use wirecopy_model::{Article, Feed, Record};

const NAMESPACES: &str = "xmlns:media='http://search.yahoo.com/mrss/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' \
    xmlns:podcast='https://podcastindex.org/namespace/1.0' xmlns:psc='http://podlove.org/simple-chapters' \
    xmlns:sy='http://purl.org/rss/1.0/modules/syndication/' xmlns:slash='http://purl.org/rss/1.0/modules/slash/' \
    xmlns:georss='http://www.georss.org/georss' xmlns:gml='http://www.opengis.net/gml' \
    xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'";

fn read(text: &str) -> (Vec<Feed>, Vec<Article>) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut reader = Rss.open(Input::new(text.as_bytes()), &Options::of(Rss.format()), &mut cx).unwrap();
    let (mut feeds, mut articles) = (Vec::new(), Vec::new());
    while let Some(record) = reader.read(&mut cx).unwrap() {
        match record {
            Record::Feed(feed) => feeds.push(*feed),
            Record::Article(article) => articles.push(*article),
            _ => {}
        }
    }
    (feeds, articles)
}

fn item(elements: &str) -> Article {
    let feed = format!("<rss version='2.0' {NAMESPACES}><channel><item>{elements}</item></channel></rss>");
    read(&feed).1.pop().unwrap()
}

fn channel(elements: &str) -> Feed {
    read(&format!("<rss version='2.0' {NAMESPACES}><channel>{elements}</channel></rss>")).0.pop().unwrap()
}

#[test]
fn itunes_shows_what_a_podcast_says() {
    let feed = channel(
        "<itunes:owner><itunes:name>Ada</itunes:name><itunes:email>a@example.org</itunes:email></itunes:owner>\
         <itunes:image href='c.jpg'/><itunes:category text='Arts'><itunes:category text='Design'/></itunes:category>\
         <itunes:explicit>Clean</itunes:explicit><itunes:complete>yes</itunes:complete><itunes:type>serial</itunes:type>",
    );
    let itunes = Itunes::of(&feed.extensions);
    let owner = itunes.owner().unwrap();
    assert_eq!((owner.name.as_deref(), owner.email.as_deref()), (Some("Ada"), Some("a@example.org")));
    assert_eq!(itunes.image().as_deref(), Some("c.jpg"));
    let categories = itunes.categories();
    assert_eq!((&*categories[0].name, &*categories[0].below[0]), ("Arts", "Design"));
    assert_eq!((itunes.is_explicit(), itunes.is_complete(), itunes.is_blocked()), (Some(false), true, false));
    assert_eq!(itunes.kind().as_deref(), Some("serial"));
    let article = item(
        "<itunes:Duration>12:34</itunes:Duration><itunes:season>2</itunes:season><itunes:keywords>a, b</itunes:keywords>\
         <enclosure url='https://example.org/a.mp3'/>",
    );
    let itunes = Itunes::of(&article.extensions);
    assert_eq!((itunes.seconds(), itunes.season().as_deref()), (Some(754.0), Some("2")));
    assert_eq!(itunes.keywords(), ["a", "b"]);
    assert_eq!(article.media[0].duration.as_deref(), Some("12:34"));
}

#[test]
fn podcast_shows_every_tag_with_what_is_in_it() {
    let article = item(
        "<podcast:transcript url='a.vtt' type='text/vtt' rel='captions'/>\
         <podcast:soundbite startTime='3' duration='4.5'>Fog</podcast:soundbite>\
         <podcast:alternateEnclosure type='audio/opus'><podcast:source uri='a.opus'/>\
         <podcast:integrity type='sri' value='sha'/></podcast:alternateEnclosure>\
         <podcast:value type='lightning'><podcast:valueRecipient name='Ada' split='90'/>\
         <podcast:valueTimeSplit startTime='1'><podcast:remoteItem feedGuid='f'/></podcast:valueTimeSplit></podcast:value>",
    );
    let podcast = Podcast::of(&article.extensions);
    assert_eq!(podcast.transcripts().next().unwrap().rel, Some("captions"));
    let bite = podcast.soundbites().next().unwrap();
    assert_eq!((bite.start_time, bite.text.as_deref()), (Some("3"), Some("Fog")));
    let other = podcast.alternate_enclosures().next().unwrap();
    assert_eq!(other.sources().next().unwrap().uri, Some("a.opus"));
    assert_eq!(other.integrity().unwrap().value, Some("sha"));
    let value = podcast.values().next().unwrap();
    assert_eq!(value.recipients().next().unwrap().split, Some("90"));
    assert_eq!(value.time_splits().next().unwrap().remote_item().unwrap().feed_guid, Some("f"));
    let feed = channel(
        "<podcast:podroll><podcast:remoteItem feedUrl='x'/><podcast:remoteItem feedUrl='y'/></podcast:podroll>\
         <podcast:podping usesPodping='true'/><podcast:guid>g</podcast:guid>",
    );
    let podcast = Podcast::of(&feed.extensions);
    assert_eq!((podcast.podroll().len(), podcast.uses_podping()), (2, Some(true)));
    assert_eq!(feed.id.unwrap().value, "g");
}

#[test]
fn what_is_said_of_media_comes_from_the_nearest_level() {
    let article = item(
        "<media:rating>nonadult</media:rating><media:hash>h0</media:hash>\
         <media:group><media:content url='https://example.org/a.mp4' bitrate='128'><media:rating>a</media:rating></media:content>\
         <media:content url='https://example.org/b.mp4'/><media:rating scheme='s'>g</media:rating>\
         <media:community><media:tags>fog:3, sea</media:tags></media:community>\
         <media:scenes><media:scene><sceneTitle>Calm</sceneTitle></media:scene></media:scenes></media:group>\
         <media:content url='https://example.org/c.mp4'/>",
    );
    let said = |index: usize| MediaRss::of_medium(&article, &article.media[index]);
    let rating = |index: usize| said(index).ratings()[0].text.as_deref().map(str::to_owned);
    assert_eq!(rating(0).as_deref(), Some("a"));
    assert_eq!(rating(1).as_deref(), Some("g"));
    assert_eq!(rating(2).as_deref(), Some("nonadult"));
    assert_eq!(said(2).is_adult(), Some(false));
    assert_eq!(said(1).hashes()[0].text.as_deref(), Some("h0"));
    assert_eq!(said(0).file().unwrap().bitrate, Some("128"));
    let tags = said(1).communities()[0].tags();
    assert_eq!(tags, [("fog".to_owned(), "3".to_owned()), ("sea".to_owned(), "1".to_owned())]);
    assert_eq!(said(1).scenes()[0].title().as_deref(), Some("Calm"));
    assert!(said(2).scenes().is_empty());
}

#[test]
fn chapters_places_and_small_vocabularies() {
    let article = item(
        "<psc:chapters version='1.2'><psc:chapter start='00:01:00.5' title='Fog'/></psc:chapters>\
         <georss:where><gml:Point srsName='EPSG:4326'><gml:pos>1 2</gml:pos></gml:Point></georss:where>\
         <slash:hit_parade>1,2</slash:hit_parade><feedburner:origEnclosureLink>u</feedburner:origEnclosureLink>",
    );
    let chapters = Chapters::of(&article.extensions);
    assert_eq!((chapters.version, chapters.all[0].seconds()), (Some("1.2"), Some(60.5)));
    assert_eq!(geo::places(&article.extensions), article.places);
    let slash = Module::of(&article.extensions, Vocabulary::Slash);
    assert_eq!(slash.text("hit_parade").as_deref(), Some("1,2"));
    let burner = Module::of(&article.extensions, Vocabulary::FeedBurner);
    assert_eq!(burner.elements().map(|element| element.local()).collect::<Vec<_>>(), ["origEnclosureLink"]);
    let feed = channel("<sy:updatePeriod>weekly</sy:updatePeriod><sy:updateFrequency>7</sy:updateFrequency>");
    assert_eq!(Syndication::of(&feed.extensions).seconds(), Some(86_400));
}

#[test]
fn what_is_copied_stands_in_extensions_whole() {
    let article = item(
        "<itunes:author>Ada Wren and Bo Lind</itunes:author><podcast:person>Cy Oak</podcast:person><author>Di Moor</author>",
    );
    let people: Vec<_> = article.people.iter().map(|person| person.name.as_deref().unwrap()).collect();
    assert_eq!(people, ["Di Moor", "Ada Wren", "Bo Lind", "Cy Oak"]);
    for person in &article.people {
        if let Some(origin) = person.origin.as_deref().filter(|origin| is_kept(origin)) {
            let (_, local) = origin.split_once(':').unwrap();
            assert!(
                Element::tops(&article.extensions)
                    .any(|element| element.local() == local && element.is_whole())
            );
        }
    }
}

#[test]
fn what_stands_in_the_wrong_place_is_understood() {
    let article = item(
        "<itunes:author><name>Ada</name><email>a@example.org</email></itunes:author>\
         <itunes:summary><p>Fog <i>again</i></p></itunes:summary>\
         <georss:where><georss:point>1 2</georss:point></georss:where><georss:point>by the sea</georss:point>\
         <gml:Point><gml:coord><gml:X>3</gml:X><gml:Y>4</gml:Y></gml:coord></gml:Point>\
         <media:thumbnail/><media:thumbnail>https://example.org/t.png</media:thumbnail>",
    );
    let person = &article.people[0];
    assert_eq!((person.name.as_deref(), person.email.as_deref()), (Some("Ada"), Some("a@example.org")));
    assert_eq!(article.contents[0].value, "<p>Fog <i>again</i></p>");
    let places: Vec<_> = article.places.iter().map(|place| place.coordinates.as_deref().unwrap()).collect();
    assert_eq!(places, ["1 2", "3 4"]);
    assert_eq!(article.media.len(), 1);
}

#[test]
fn many_elements_take_linear_time() {
    let many = "<itunes:keywords>a,b,c</itunes:keywords><itunes:author>Ada</itunes:author><itunes:duration>1</itunes:duration>\
         <media:keywords>d,e</media:keywords><georss:point>1 2</georss:point><podcast:person>Bo</podcast:person>"
        .repeat(20_000);
    assert!(item(&many).subjects.len() >= 5);
    let deep = "<itunes:category text='a'>".repeat(200) + &"</itunes:category>".repeat(200);
    assert_eq!(item(&deep.repeat(50)).subjects.len(), 10_000);
    let deep = "<gml:Polygon>".repeat(200) + "<gml:pos>1 2</gml:pos>" + &"</gml:Polygon>".repeat(200);
    assert_eq!(item(&format!("<georss:where>{deep}</georss:where>")).places.len(), 1);
}
