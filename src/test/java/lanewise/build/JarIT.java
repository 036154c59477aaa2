package lanewise.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the jars hold: small, pure Java 17, a module of the public rooms, and no trace of where and when it was built. */
class JarIT {

    private static final int MOST_BYTES = 1_000_000;
    private static final int JAVA_17 = 61;
    private static final int JAVA_22 = 66;

    /** Where the classes are that only newer JDKs load. */
    private static final String FOR_JAVA_22 = "META-INF/versions/22/";

    @Test
    void theJarIsSmall() throws IOException {
        long bytes = Files.size(Proofs.jar());
        System.out.println("jar: " + bytes + " bytes");
        assertTrue(bytes < MOST_BYTES, bytes + " bytes");
    }

    @Test
    void theJarHoldsNothingButClassesAndItsPapers() throws IOException {
        List<String> other = entries(Proofs.jar()).stream()
                .filter(name -> !name.endsWith("/"))
                .filter(name -> !name.matches("(lanewise/.*|module-info)\\.class"))
                .filter(name -> !name.matches(FOR_JAVA_22 + "lanewise/cuda/[^/]*\\.class"))
                .filter(name -> !name.equals("lanewise/version.txt"))
                .filter(name -> !name.equals("lanewise/cuda/kernels.ptx"))
                .filter(name -> !name.matches("META-INF/(MANIFEST\\.MF|LICENSE|proguard/lanewise\\.pro)"))
                .toList();
        assertEquals(List.of(), other);
        assertTrue(entries(Proofs.jar())
                .containsAll(Set.of("META-INF/LICENSE", "META-INF/proguard/lanewise.pro", "module-info.class")));
    }

    /** Which is another jar's: an application that trains and predicts has no use for it. */
    @Test
    void theJarHoldsNoCommandLine() throws IOException {
        List<String> commands = entries(Proofs.jar()).stream()
                .filter(name -> name.startsWith("lanewise/cli/"))
                .toList();
        assertEquals(List.of(), commands);
    }

    /** As the JDK's own tool has it: what is added for newer JDKs may not change what others see. */
    @Test
    void theJarIsValid() {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(out, out, "--validate", "--file", Proofs.jar().toString());
        assertEquals("", said.toString());
        assertEquals(0, status);
    }

    /** But those that are added for Java 22, none of which takes the place of another. */
    @Test
    void everyClassIsOfJava17() throws IOException {
        int added = 0;
        try (JarFile jar = new JarFile(Proofs.jar().toFile())) {
            for (JarEntry entry :
                    jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
                try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
                    in.readInt();
                    in.readUnsignedShort();
                    boolean newer = entry.getName().startsWith(FOR_JAVA_22);
                    added += newer ? 1 : 0;
                    assertEquals(newer ? JAVA_22 : JAVA_17, in.readUnsignedShort(), entry.getName());
                    assertTrue(!newer || jar.getEntry(entry.getName().substring(FOR_JAVA_22.length())) == null);
                }
            }
            assertTrue(added > 20, added + " classes for Java 22");
        }
    }

    @Test
    void theModuleExportsThePublicRooms() throws IOException {
        try (JarFile jar = new JarFile(Proofs.jar().toFile());
                InputStream in = jar.getInputStream(jar.getEntry("module-info.class"))) {
            ModuleDescriptor module = ModuleDescriptor.read(in);
            assertEquals("lanewise", module.name());
            Set<String> exported = module.exports().stream()
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
            Set<String> expected = new HashSet<>(packages(jar));
            expected.remove("lanewise.kernel");
            assertEquals(expected, exported);
            for (ModuleDescriptor.Requires needed : module.requires()) {
                boolean atRunTime = !needed.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC);
                boolean allowed = Set.of("java.base", "org.apache.commons.csv").contains(needed.name());
                assertTrue(allowed || !atRunTime, "needed at run time: " + needed);
            }
        }
    }

    @Test
    void theManifestNamesVersionAndNoMachine() throws IOException {
        try (JarFile jar = new JarFile(Proofs.jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertEquals(Proofs.told("proofs.version"), manifest.getValue("Implementation-Version"));
            assertEquals("true", manifest.getValue("Multi-Release"));
            try (InputStream in = jar.getInputStream(jar.getEntry("lanewise/version.txt"))) {
                assertEquals(
                        Proofs.told("proofs.version"), new String(in.readAllBytes(), StandardCharsets.UTF_8).trim());
            }
            // Whoever wants the same bytes needs the JDK of the compiler and the one that ran Maven.
            assertEquals(
                    Set.of(
                            "Manifest-Version",
                            "Implementation-Title",
                            "Implementation-Version",
                            "Multi-Release",
                            "Build-Jdk-Spec",
                            "Build-Tool-Jdk-Spec"),
                    manifest.keySet().stream().map(Object::toString).collect(Collectors.toSet()));
        }
    }

    @Test
    void theKeepRulesAreThoseOfTheSources() throws IOException {
        try (JarFile jar = new JarFile(Proofs.jar().toFile());
                InputStream in = jar.getInputStream(jar.getEntry("META-INF/proguard/lanewise.pro"))) {
            String rules = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(rules.contains("-dontwarn jdk.incubator.vector.**"), rules);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cli", "sources", "javadoc"})
    void everyEntryCarriesTheTimeOfTheBuild(String classifier) throws IOException {
        Path path = classifier.isEmpty() ? Proofs.jar() : Proofs.jar(classifier);
        Instant time = Instant.parse(Proofs.told("proofs.timestamp"));
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                assertEquals(time, entry.getTimeLocal().toInstant(ZoneOffset.UTC), entry.getName());
            }
        }
    }

    @Test
    void theAllJarHoldsTheCommandLineAndItsLibraries() throws IOException {
        Path all = Proofs.jar("all");
        Set<String> entries = entries(all);
        assertTrue(entries.containsAll(entries(Proofs.jar()).stream()
                .filter(name -> name.startsWith("lanewise/"))
                .collect(Collectors.toSet())));
        assertTrue(entries.contains("lanewise/cli/Main.class"));
        assertTrue(entries.contains("org/apache/commons/csv/CSVFormat.class"));
        List<String> leftovers = entries.stream()
                .filter(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA|EC)") || name.endsWith("module-info.class"))
                .toList();
        assertEquals(List.of(), leftovers, "signatures or modules of the parts");
        try (JarFile jar = new JarFile(all.toFile())) {
            assertEquals(
                    "lanewise.cli.Main", jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS));
            assertEquals("ALL-UNNAMED", jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"));
        }
    }

    @Test
    void theSourcesAndTheDocumentationAreThere() throws IOException {
        assertTrue(entries(Proofs.jar("sources")).contains("lanewise/cuda/CudaBackend.java"));
        assertTrue(entries(Proofs.jar("sources")).contains("lanewise/cli/Main.java"));
        Set<String> pages = entries(Proofs.jar("javadoc"));
        assertTrue(pages.contains("lanewise/lanewise/tensor/package-summary.html"), pages::toString);
        try (JarFile jar = new JarFile(Proofs.jar("javadoc").toFile())) {
            assertNotNull(jar.getEntry("index.html"));
            assertNull(jar.getEntry("lanewise/lanewise/kernel/package-summary.html"), "kernel is no API");
        }
    }

    private static Set<String> entries(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.stream().map(JarEntry::getName).collect(Collectors.toSet());
        }
    }

    private static Set<String> packages(JarFile jar) {
        return jar.stream()
                .map(JarEntry::getName)
                .filter(name -> name.startsWith("lanewise/") && name.endsWith(".class"))
                .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                .collect(Collectors.toSet());
    }
}
